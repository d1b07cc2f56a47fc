package dev.healthcheck.spring.checks;

import dev.healthcheck.check.Check;
import dev.healthcheck.check.CheckResult;
import dev.healthcheck.check.InconclusiveException;
import org.jspecify.annotations.Nullable;

/**
 * {@link Check} that runs another one, and maps the exceptions of that to results.
 */
record MappedCheck(String name, Check check, Iterable<CheckFailureMapper> mappers) implements Check {

	@Override
	public CheckResult run() throws Exception {
		try {
			return this.check.run();
		}
		catch (InconclusiveException ex) {
			throw ex;
		}
		catch (Throwable ex) {
			CheckResult result = mapped(ex);
			if (result != null) {
				return result;
			}
			throw ex;
		}
	}

	private @Nullable CheckResult mapped(Throwable failure) {
		try {
			for (CheckFailureMapper mapper : this.mappers) {
				CheckResult result = mapped(mapper, failure);
				if (result != null) {
					return result;
				}
			}
		}
		catch (RuntimeException ex) {
			// A mapper that cannot be created
			failure.addSuppressed(ex);
		}
		return null;
	}

	private @Nullable CheckResult mapped(CheckFailureMapper mapper, Throwable failure) {
		try {
			return mapper.map(this.name, failure);
		}
		catch (RuntimeException ex) {
			failure.addSuppressed(ex);
			return null;
		}
	}

	@Override
	public @Nullable CheckResult earlyFailure() {
		return this.check.earlyFailure();
	}

}
