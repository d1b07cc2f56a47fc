package dev.healthcheck.spring;

import java.time.Clock;
import java.time.Instant;

import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;

import org.springframework.boot.actuate.autoconfigure.web.ManagementContextConfiguration;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Primary;

/**
 * What holds for the packages over Spring Boot.
 */
@AnalyzeClasses(packages = "dev.healthcheck.spring", importOptions = ImportOption.DoNotIncludeTests.class)
class SpringArchitectureTests {

	@ArchTest
	final ArchRule autoConfigurationsArePublicAndFinal = ArchRuleDefinition.classes()
		.that()
		.areAnnotatedWith(AutoConfiguration.class)
		.should()
		.bePublic()
		.andShould()
		.haveModifier(JavaModifier.FINAL)
		.andShould()
		.resideInAPackage("..autoconfigure");

	@ArchTest
	final ArchRule autoConfigurationsHaveNoPublicMembers = ArchRuleDefinition.noMembers()
		.that()
		.areDeclaredInClassesThat()
		.areAnnotatedWith(AutoConfiguration.class)
		.should()
		.bePublic();

	@ArchTest
	final ArchRule managementConfigurationsAreNotPublic = ArchRuleDefinition.noClasses()
		.that()
		.areAnnotatedWith(ManagementContextConfiguration.class)
		.should()
		.bePublic();

	@ArchTest
	final ArchRule missingClassesAreConditionsOfClassesAndNotOfBeans = ArchRuleDefinition.noMethods()
		.that()
		.areAnnotatedWith(Bean.class)
		.should()
		.beAnnotatedWith(ConditionalOnClass.class);

	@ArchTest
	final ArchRule beansAreNotPrimary = ArchRuleDefinition.noMethods().should().beAnnotatedWith(Primary.class);

	@ArchTest
	final ArchRule nothingScans = ArchRuleDefinition.noClasses().should().beAnnotatedWith(ComponentScan.class);

	@ArchTest
	final ArchRule nothingDependsOnAutoConfiguration = ArchRuleDefinition.noClasses()
		.that()
		.resideOutsideOfPackage("dev.healthcheck.spring.autoconfigure..")
		.should()
		.dependOnClassesThat()
		.resideInAPackage("dev.healthcheck.spring.autoconfigure..");

	@ArchTest
	final ArchRule featuresHaveNoCycles = SlicesRuleDefinition.slices()
		.matching("dev.healthcheck.spring.(*)..")
		.should()
		.beFreeOfCycles();

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
	final ArchRule namesSayWhatATypeIs = ArchRuleDefinition.noClasses()
		.should()
		.haveSimpleNameEndingWith("Manager")
		.orShould()
		.haveSimpleNameEndingWith("Helper")
		.orShould()
		.haveSimpleNameEndingWith("Utils")
		.orShould()
		.haveSimpleNameEndingWith("Util")
		.orShould()
		.haveSimpleNameEndingWith("Impl");

}
