package dev.healthcheck.spring.probe;

import jakarta.servlet.http.HttpServletRequest;

/**
 * The path of a servlet request, as it was sent: neither decoded nor freed of parameters,
 * so that nothing but the exact path of a probe matches.
 */
final class RequestPath {

	private RequestPath() {
	}

	static String of(HttpServletRequest request) {
		String uri = request.getRequestURI();
		String contextPath = request.getContextPath();
		return uri.startsWith(contextPath) ? uri.substring(contextPath.length()) : uri;
	}

}
