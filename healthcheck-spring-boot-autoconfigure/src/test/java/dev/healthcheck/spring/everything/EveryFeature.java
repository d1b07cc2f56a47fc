package dev.healthcheck.spring.everything;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

import dev.healthcheck.check.Check;
import dev.healthcheck.check.CheckRegistry;
import dev.healthcheck.check.CheckResult;
import dev.healthcheck.probe.ProbeRenderer;
import dev.healthcheck.probe.ProbeResponse;
import dev.healthcheck.spring.checks.HealthCheck;
import dev.healthcheck.spring.checks.HealthReport;
import dev.healthcheck.spring.startup.WarmUp;

import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.EnableAsync;

/**
 * The application.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@EnableAsync(proxyTargetClass = true)
public class EveryFeature {

	private static final List<String> PROPERTIES = List.of("healthcheck.agent.port=0", "healthcheck.page.enabled=true",
			"healthcheck.statsd.enabled=true", "healthcheck.statsd.port=0", "healthcheck.workers.source=greater",
			"healthcheck.workers.scan-interval=50ms", "healthcheck.maintenance.scan-interval=50ms",
			"healthcheck.checks.success-ttl=200ms", "healthcheck.overrides.optional.critical=false",
			"healthcheck.overrides.optional.failure-threshold=1", "healthcheck.probes.own.path=/own",
			"healthcheck.probes.own.group=own", "healthcheck.probes.own.format=shout",
			"healthcheck.probes.own.headers.success.X-Own=yes", "healthcheck.load-balancer=haproxy",
			"management.endpoint.health.group.own.include=stock,partner",
			"management.endpoint.health.show-details=always",
			"management.endpoints.web.exposure.include=health,maintenance,checks,metrics",
			"management.endpoint.maintenance.access=unrestricted");

	/**
	 * Start the application; it says where it listens.
	 * @param arguments further properties
	 */
	public static void main(String[] arguments) {
		SpringApplication.run(EveryFeature.class, arguments);
	}

	/**
	 * Return what is switched on in it.
	 * @return properties, without dashes in front
	 */
	static String[] properties() {
		return PROPERTIES.toArray(String[]::new);
	}

	@Bean
	ApplicationRunner ready(Ports ports, CheckRegistry registry) {
		return (arguments) -> {
			registry.register("late-comer", CheckResult::up);
			System.out.println(ports);
		};
	}

	@Bean
	Ports ports() {
		return new Ports();
	}

	@Bean
	Shop shop() {
		return new Shop();
	}

	@Bean
	Behind behind() {
		return new Behind();
	}

	@Bean
	@Lazy
	Asleep asleep() {
		return new Asleep();
	}

	@Bean
	Check stockHealthCheck() {
		return () -> CheckResult.up("enough").withDetail("tea", 3);
	}

	@Bean
	HealthIndicator partnerHealthIndicator() {
		return () -> Health.up().withDetail("thread", Thread.currentThread().getName()).build();
	}

	@Bean
	CompositeHealthContributor regionsHealthContributor() {
		return CompositeHealthContributor.fromMap(Map.of("north", (HealthIndicator) () -> Health.up().build()));
	}

	@Bean
	WarmUp warmUp(Shop shop) {
		return () -> shop.warm.set(true);
	}

	@Bean
	ProbeRenderer shout() {
		return (request, report) -> ProbeResponse.of(report.code(), "text/plain",
				("<" + report.word() + ">").getBytes(StandardCharsets.UTF_8));
	}

	/**
	 * Has a check that it inherits.
	 */
	static class Shop extends Counter {

		private final AtomicBoolean warm = new AtomicBoolean();

		@HealthCheck("method")
		String method() {
			return this.warm.get() ? "warm" : "cold";
		}

		@HealthCheck("report")
		void report(HealthReport report) {
			report.ok("shelf");
		}

		@HealthCheck("optional")
		@SuppressWarnings("UnusedMethod")
		private boolean optional() {
			return false;
		}

	}

	/**
	 * Is inherited from.
	 */
	abstract static class Counter {

		@HealthCheck("inherited")
		Health inherited() {
			return Health.up().withDetail("from", "above").build();
		}

	}

	/**
	 * Is behind a proxy.
	 */
	static class Behind {

		private final String state = "state";

		@Async
		void asynchronous() {
		}

		@HealthCheck("behind")
		String behind() {
			return this.state;
		}

	}

	/**
	 * Is created by its first run.
	 */
	static class Asleep {

		@HealthCheck("asleep")
		void run() {
		}

	}

}
