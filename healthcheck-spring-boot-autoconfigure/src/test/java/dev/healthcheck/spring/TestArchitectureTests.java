package dev.healthcheck.spring;

import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;

/**
 * What holds for tests, too.
 */
@AnalyzeClasses(packages = "dev.healthcheck.spring")
class TestArchitectureTests {

	@ArchTest
	final ArchRule nothingSleeps = ArchRuleDefinition.noClasses()
		.should()
		.callMethod(Thread.class, "sleep", long.class)
		.orShould()
		.callMethod(Thread.class, "sleep", long.class, int.class);

}
