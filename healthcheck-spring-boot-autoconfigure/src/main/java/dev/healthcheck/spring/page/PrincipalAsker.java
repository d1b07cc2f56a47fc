package dev.healthcheck.spring.page;

import java.security.Principal;

import org.jspecify.annotations.Nullable;

import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.security.core.Authentication;
import org.springframework.util.ClassUtils;

/**
 * {@link SecurityContext} of a reactive request, which knows of roles through Spring
 * Security alone: an authority with the prefix {@code ROLE_}, as Spring Boot has it.
 *
 * @param principal who asks
 */
record PrincipalAsker(Principal principal) implements SecurityContext {

	private static final String PREFIX = "ROLE_";

	private static final String AUTHENTICATION = "org.springframework.security.core.Authentication";

	private static final boolean SECURED = ClassUtils.isPresent(AUTHENTICATION, PrincipalAsker.class.getClassLoader());

	@Override
	public Principal getPrincipal() {
		return this.principal;
	}

	@Override
	public boolean isUserInRole(String role) {
		return SECURED && Authorities.include(this.principal, role.startsWith(PREFIX) ? role : PREFIX + role);
	}

	/**
	 * Apart, because not every application has Spring Security.
	 */
	private static final class Authorities {

		private static boolean include(Principal principal, String name) {
			return principal instanceof Authentication authentication && authentication.isAuthenticated()
					&& authentication.getAuthorities()
						.stream()
						.anyMatch((authority) -> name.equals(authority.getAuthority()));
		}

	}

	/**
	 * {@link RuntimeHintsRegistrar} for the class that is looked for.
	 */
	static final class Hints implements RuntimeHintsRegistrar {

		@Override
		public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
			hints.reflection().registerTypeIfPresent(classLoader, AUTHENTICATION);
		}

	}

}
