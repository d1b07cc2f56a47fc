package dev.healthcheck.spring.checks;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.aot.hint.annotation.Reflective;

/**
 * Marks a method of a bean as a check: it runs in the background, and its result is
 * published as a health contributor of the given name. The method has no parameter and
 * returns one of
 * <ul>
 * <li>{@code boolean}: whether the check passes,
 * <li>{@code String}: the message of a pass,
 * <li>{@link dev.healthcheck.check.CheckResult},
 * <li>{@link org.springframework.boot.health.contributor.Health},
 * <li>{@code void}: it passes if it does not throw,
 * </ul>
 * or takes a {@link HealthReport} and returns {@code void}. Any exception is a failure,
 * and so is {@code null}.
 *
 * <p>
 * The bean may be lazy, proxied, or in a scope that is not bound to a request: it is
 * taken from the bean factory at each run. Methods that cannot be run that way fail
 * start-up.
 *
 * @since 0.1.0
 */
@Target({ ElementType.METHOD, ElementType.ANNOTATION_TYPE })
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Reflective
public @interface HealthCheck {

	/**
	 * The name of the check: 1 to 64 of the characters {@code A-Z a-z 0-9 _ -}.
	 * @return the name
	 */
	String value();

}
