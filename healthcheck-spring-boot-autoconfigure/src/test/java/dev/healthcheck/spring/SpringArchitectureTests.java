package dev.healthcheck.spring;

import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Timer;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.RejectedExecutionHandler;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.properties.CanBeAnnotated;
import com.tngtech.archunit.core.domain.properties.HasOwner;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import dev.healthcheck.check.CheckThreads;
import dev.healthcheck.server.AgentServer;
import dev.healthcheck.server.ProbeHandler;
import dev.healthcheck.server.ProbeServer;
import dev.healthcheck.server.ProbeServerLimits;
import dev.healthcheck.spring.checks.ChecksAutoConfiguration;
import dev.healthcheck.statsd.StatsdListener;
import dev.healthcheck.statsd.StatsdSettings;
import dev.healthcheck.thread.DaemonThreadFactory;

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
		.haveModifier(JavaModifier.FINAL);

	@ArchTest
	final ArchRule autoConfigurationsHaveNoPublicMembers = ArchRuleDefinition.noMembers()
		.that()
		.areDeclaredInClassesThat()
		.areAnnotatedWith(AutoConfiguration.class)
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
	final ArchRule onlyAutoConfigurationsDependOnAutoConfigurations = ArchRuleDefinition.noClasses()
		.that()
		.haveSimpleNameNotEndingWith("AutoConfiguration")
		.should()
		.dependOnClassesThat(JavaClass.Predicates.resideInAPackage("dev.healthcheck.spring..")
			.and(CanBeAnnotated.Predicates.annotatedWith(AutoConfiguration.class)));

	@ArchTest
	final ArchRule propertiesDependOnNoFeature = ArchRuleDefinition.noClasses()
		.that()
		.resideInAPackage("dev.healthcheck.spring.properties")
		.should()
		.dependOnClassesThat(JavaClass.Predicates.resideInAPackage("dev.healthcheck.spring..")
			.and(JavaClass.Predicates.resideOutsideOfPackage("dev.healthcheck.spring.properties")));

	@ArchTest
	final ArchRule threadsComeFromOneFactory = ArchRuleDefinition.noClasses()
		.that()
		.doNotBelongToAnyOf(DaemonThreadFactory.class)
		.should()
		.callConstructorWhere(JavaCall.Predicates
			.target(HasOwner.Predicates.With.owner(JavaClass.Predicates.assignableTo(Thread.class))))
		.orShould()
		.beAssignableTo(Thread.class)
		.orShould()
		.callConstructor(ThreadPoolExecutor.class, int.class, int.class, long.class, TimeUnit.class,
				BlockingQueue.class)
		.orShould()
		.callConstructor(ThreadPoolExecutor.class, int.class, int.class, long.class, TimeUnit.class,
				BlockingQueue.class, RejectedExecutionHandler.class)
		.orShould()
		.callConstructor(ScheduledThreadPoolExecutor.class, int.class)
		.orShould()
		.callMethod(Collection.class, "parallelStream")
		.orShould()
		.dependOnClassesThat()
		.belongToAnyOf(Executors.class, ForkJoinPool.class, CompletableFuture.class, Timer.class)
		.because("only its threads have the context class loader of the application");

	@ArchTest
	final ArchRule threadsHaveTheLoaderOfTheContext = ArchRuleDefinition.noClasses()
		.that()
		.doNotBelongToAnyOf(ChecksAutoConfiguration.class)
		.should()
		.callMethod(DaemonThreadFactory.class, "inheriting")
		.orShould()
		.callConstructor(CheckThreads.class, String.class, int.class)
		.orShould()
		.callConstructor(StatsdListener.class, StatsdSettings.class)
		.orShould()
		.callMethod(AgentServer.class, "start", InetSocketAddress.class, Supplier.class)
		.orShould()
		.callMethod(ProbeServer.class, "start", InetSocketAddress.class, ProbeServerLimits.class, ProbeHandler.class)
		.because("a bean may be created by a thread that has another one");

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
