package dev.healthcheck.spring.indicators;

import dev.healthcheck.spring.startup.TestEnvironment;

import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * Condition that health indicators run in the background: by default they do, but in a
 * {@code @SpringBootTest} only if that is set, so that a test sees at once what it has
 * changed.
 */
final class OnIsolation extends SpringBootCondition {

	private static final String KEY = "healthcheck.indicators.isolate";

	@Override
	public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
		Environment environment = context.getEnvironment();
		Boolean set = environment.getProperty(KEY, Boolean.class);
		boolean isolate = (set != null) ? set : !TestEnvironment.is(environment);
		return new ConditionOutcome(isolate, "indicators are " + (isolate ? "" : "not ") + "isolated");
	}

}
