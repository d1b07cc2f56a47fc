package dev.healthcheck.spring.probe;

import jakarta.servlet.http.HttpServletRequest;

/**
 * Creates the {@link RequestHead} of a servlet request.
 *
 * @since 0.1.0
 */
public final class ServletRequestHead {

	private ServletRequestHead() {
	}

	/**
	 * Return the head of a request.
	 * @param request the request
	 * @return its head
	 */
	public static RequestHead of(HttpServletRequest request) {
		String uri = request.getRequestURI();
		String contextPath = request.getContextPath();
		return new RequestHead(request.getMethod(),
				uri.startsWith(contextPath) ? uri.substring(contextPath.length()) : uri, request::getHeader);
	}

}
