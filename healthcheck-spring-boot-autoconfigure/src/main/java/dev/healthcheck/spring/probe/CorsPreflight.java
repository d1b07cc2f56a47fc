package dev.healthcheck.spring.probe;

import jakarta.servlet.http.HttpServletRequest;

/**
 * Tells a CORS preflight, which stays one, from an OPTIONS request that asks for health.
 */
final class CorsPreflight {

	private CorsPreflight() {
	}

	static boolean matches(HttpServletRequest request) {
		return "OPTIONS".equals(request.getMethod()) && request.getHeader("Origin") != null
				&& request.getHeader("Access-Control-Request-Method") != null;
	}

}
