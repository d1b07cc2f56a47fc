package dev.healthcheck.spring.indicators;

import java.util.List;

import dev.healthcheck.check.Check;

import org.springframework.boot.health.contributor.Health;
import org.springframework.util.ClassUtils;

/**
 * Runs checks that read the current request, without the classes of Spring's web support
 * and of Spring Security, and prints what they say.
 */
public final class RequestBoundProgram {

	private RequestBoundProgram() {
	}

	/**
	 * Run the checks.
	 * @param arguments none
	 * @throws Exception if a class is there that must not be
	 */
	public static void main(String[] arguments) throws Exception {
		for (String type : List.of("org.springframework.web.context.request.RequestContextHolder",
				"org.springframework.security.core.context.SecurityContextHolder")) {
			if (ClassUtils.isPresent(type, null)) {
				throw new IllegalStateException(type + " is there");
			}
		}
		Check thrown = () -> {
			throw new IllegalStateException("No thread-bound request found: are you sure?");
		};
		Check caught = () -> IndicatorCheck.result(Health.down()
			.withDetail("error",
					"org.springframework.security.authentication.AuthenticationCredentialsNotFoundException: none")
			.build());
		System.out.println(new RequestBoundCheck("thrown", thrown).run().message());
		System.out.println(new RequestBoundCheck("caught", caught).run().message());
	}

}
