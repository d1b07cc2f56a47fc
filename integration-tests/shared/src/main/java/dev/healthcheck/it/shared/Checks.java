package dev.healthcheck.it.shared;

import java.nio.file.Files;
import java.nio.file.Path;

import dev.healthcheck.check.CheckResult;
import dev.healthcheck.probe.ProbeSection;
import dev.healthcheck.spring.checks.HealthCheck;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The application's checks, and its section.
 */
@Configuration(proxyBeanMethods = false)
class Checks {

	@HealthCheck("addition_works")
	String addition() {
		return "addition works";
	}

	/**
	 * Fails while there is a file {@code sold-out}.
	 * @return the result
	 */
	@HealthCheck("stock")
	CheckResult stock() {
		return Files.exists(Path.of("sold-out")) ? CheckResult.down("sold out") : CheckResult.up("in stock");
	}

	@Bean
	ProbeSection version() {
		return ProbeSection.of("version", "1.2");
	}

}
