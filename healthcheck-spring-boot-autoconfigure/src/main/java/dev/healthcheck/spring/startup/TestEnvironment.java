package dev.healthcheck.spring.startup;

import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;

/**
 * Recognises the environment of a {@code @SpringBootTest}, where many applications start
 * and stop beside each other, and no load balancer knows them.
 */
public final class TestEnvironment {

	/** Exists even if the test sets no properties. */
	private static final String SOURCE = "Inlined Test Properties";

	private TestEnvironment() {
	}

	public static boolean is(Environment environment) {
		return environment instanceof ConfigurableEnvironment configurable
				&& configurable.getPropertySources().contains(SOURCE);
	}

}
