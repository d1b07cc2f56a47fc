package dev.healthcheck.spring.indicators;

import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.healthcheck.check.Check;
import dev.healthcheck.check.CheckResult;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.health.contributor.Health;

/**
 * {@link Check} that runs another one, and explains what to do if that fails because it
 * reads the current request: a bean in the scope of the request or session, the security
 * context, or the context of a reactive request. None of these exists in the background.
 * Exceptions are recognized by their names: their classes may be missing, and Spring
 * Boot's indicators keep only the text of an exception.
 */
record RequestBoundCheck(String path, Check check) implements Check {

	/** Maximum number of causes to examine: they may form a circle. */
	private static final int CAUSES = 16;

	/** Matches the name of an exception and a part of its message. */
	private static final Pattern FAILURE = Pattern.compile(String.join("|",
			"org\\.springframework\\.beans\\.factory\\.support\\.ScopeNotActiveException: .*Scope '(request|session)' .*",
			"java\\.lang\\.IllegalStateException: No thread-bound request found.*",
			"java\\.lang\\.IllegalStateException: No current ServletRequestAttributes.*",
			"org\\.springframework\\.security\\.authentication\\.AuthenticationCredentialsNotFoundException: .*",
			"org\\.springframework\\.security\\.access\\.AccessDeniedException: .*",
			"org\\.springframework\\.security\\.authorization\\.AuthorizationDeniedException: .*",
			// The JDK's name of the reference that was null
			"java\\.lang\\.NullPointerException: .*\"org\\.springframework\\.security\\.core\\..*",
			"java\\.lang\\.NullPointerException: .*\"org\\.springframework\\.web\\.context\\.request\\..*",
			// Reactor's context
			"java\\.util\\.NoSuchElementException: Context (is empty|does not contain key: ).*"));

	@Override
	public CheckResult run() throws Exception {
		CheckResult result;
		try {
			result = this.check.run();
		}
		catch (RuntimeException ex) {
			String cause = requestBoundCause(ex);
			if (cause == null) {
				throw ex;
			}
			return explained(CheckResult.down(cause), Map.of("error", cause));
		}
		if (result.equals(IndicatorCheck.NOTHING)) {
			// For example a reactive one that finds no security context
			return CheckResult.down(result.message() + ": if it depends on the current request, " + advice());
		}
		if (result.isFailing() && isRequestBound(result.message())) {
			return explained(result, (result.source() instanceof Health health) ? health.getDetails() : Map.of());
		}
		return result;
	}

	private static @Nullable String requestBoundCause(Throwable failure) {
		return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
			.limit(CAUSES)
			.map((cause) -> CheckResult.failed(cause).message())
			.filter(RequestBoundCheck::isRequestBound)
			.findFirst()
			.orElse(null);
	}

	private static boolean isRequestBound(@Nullable String failure) {
		return failure != null && FAILURE.matcher(failure).matches();
	}

	private CheckResult explained(CheckResult result, Map<String, Object> details) {
		return new CheckResult(result.status(),
				"depends on the current request or its user, and there is none in the background: " + advice(),
				details);
	}

	private String advice() {
		return "add '" + this.path + "' to 'healthcheck.indicators.exclude'";
	}

	@Override
	public @Nullable CheckResult earlyFailure() {
		return this.check.earlyFailure();
	}

	@Override
	public String toString() {
		return this.check.toString();
	}

}
