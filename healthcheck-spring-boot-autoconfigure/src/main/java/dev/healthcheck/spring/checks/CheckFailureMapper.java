package dev.healthcheck.spring.checks;

import dev.healthcheck.check.CheckResult;
import org.jspecify.annotations.Nullable;

/**
 * Strategy used to map an exception of a check of the application to a result. Called on
 * the check's thread, within its timeout. The first bean that returns a result decides.
 * If none does, the result is a failure with the type and the message of the exception. A
 * mapper that throws is skipped.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface CheckFailureMapper {

	/**
	 * Map a failure.
	 * @param check the name of the check
	 * @param failure the exception or error that the check threw
	 * @return the result, passed or failed, or {@code null} to leave it to others
	 */
	@Nullable CheckResult map(String check, Throwable failure);

}
