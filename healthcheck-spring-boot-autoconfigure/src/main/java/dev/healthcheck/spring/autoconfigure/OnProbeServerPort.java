package dev.healthcheck.spring.autoconfigure;

import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * Condition that the probe server has a port: {@code management.server.port} is not
 * negative.
 */
final class OnProbeServerPort extends SpringBootCondition {

	private static final int DEFAULT_PORT = 8081;

	@Override
	public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
		int port = port(context.getEnvironment());
		return new ConditionOutcome(port >= 0, "the management port is " + port);
	}

	// By default the first has been given the value of the second
	static int port(Environment environment) {
		Integer ours = environment.getProperty("healthcheck.server.port", Integer.class, DEFAULT_PORT);
		return environment.getProperty("management.server.port", Integer.class, ours);
	}

}
