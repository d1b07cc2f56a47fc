package dev.healthcheck.spring.startup;

import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;

/**
 * Recognises the environment of a test: many applications are started and closed there,
 * beside each other, and no load balancer knows them.
 *
 * @since 0.1.0
 */
public final class TestEnvironment {

	/** What {@code @SpringBootTest} puts its properties into, even if there are none. */
	private static final String SOURCE = "Inlined Test Properties";

	private TestEnvironment() {
	}

	/**
	 * Return whether an environment is that of a {@code @SpringBootTest}.
	 * @param environment the environment
	 * @return whether it is
	 */
	public static boolean is(Environment environment) {
		return environment instanceof ConfigurableEnvironment configurable
				&& configurable.getPropertySources().contains(SOURCE);
	}

}
