package dev.healthcheck;

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

import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.properties.HasOwner;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import dev.healthcheck.thread.DaemonThreadFactory;

/**
 * What holds for the core. Time comes in from outside, as a supplier:
 * {@code System::nanoTime} may be handed over, {@code System.nanoTime()} not be called.
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
	final ArchRule probesRestOnChecks = ArchRuleDefinition.classes()
		.that()
		.resideInAPackage("dev.healthcheck.probe")
		.should()
		.onlyDependOnClassesThat(
				JavaClass.Predicates.resideInAnyPackage("dev.healthcheck.probe", "dev.healthcheck.check")
					.or(JavaClass.Predicates.resideOutsideOfPackage("dev.healthcheck..")));

	@ArchTest
	final ArchRule featuresHaveNoCycles = SlicesRuleDefinition.slices()
		.matching("dev.healthcheck.(*)..")
		.should()
		.beFreeOfCycles();

}
