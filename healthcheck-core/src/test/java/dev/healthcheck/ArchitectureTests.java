package dev.healthcheck;

import java.time.Clock;
import java.time.Instant;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;

/**
 * Time comes in from outside, as a supplier: {@code System::nanoTime} may be handed over,
 * {@code System.nanoTime()} not be called.
 */
@AnalyzeClasses(packages = "dev.healthcheck", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTests {

	@ArchTest
	final ArchRule timeIsNotAskedForStatically = ArchRuleDefinition.noClasses()
		.should()
		.callMethod(System.class, "nanoTime")
		.orShould()
		.callMethod(System.class, "currentTimeMillis")
		.orShould()
		.callMethod(Instant.class, "now")
		.orShould()
		.callMethod(Instant.class, "now", Clock.class);

	@ArchTest
	final ArchRule featuresHaveNoCycles = SlicesRuleDefinition.slices()
		.matching("dev.healthcheck.(*)..")
		.should()
		.beFreeOfCycles();

}
