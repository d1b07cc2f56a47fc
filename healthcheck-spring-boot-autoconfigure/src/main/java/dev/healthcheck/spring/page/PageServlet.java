package dev.healthcheck.spring.page;

import java.io.IOException;
import java.security.Principal;

import dev.healthcheck.probe.ProbeResponse;
import dev.healthcheck.spring.probe.RequestHead;
import dev.healthcheck.spring.probe.ServletAnswer;
import dev.healthcheck.spring.probe.ServletRequestHead;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.SecurityContext;

/**
 * {@link HttpServlet} that serves the page. It stands behind all filters, security among
 * them: other than a probe the page is not open.
 *
 * @since 0.1.0
 */
public final class PageServlet extends HttpServlet {

	private static final long serialVersionUID = 1L;

	private final transient PageRequests requests;

	/**
	 * Create a servlet.
	 * @param requests answers requests
	 */
	public PageServlet(PageRequests requests) {
		this.requests = requests;
	}

	@Override
	protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
		RequestHead head = ServletRequestHead.of(request);
		ProbeResponse answer = this.requests.answer(head.method(), head.path(), new Asker(request));
		if (answer == null) {
			response.setStatus(HttpServletResponse.SC_NOT_FOUND);
			return;
		}
		ServletAnswer.write(answer, response);
	}

	/**
	 * Whoever the servlet container knows the asker as.
	 *
	 * @param request the request
	 */
	private record Asker(HttpServletRequest request) implements SecurityContext {

		@Override
		public @Nullable Principal getPrincipal() {
			return this.request.getUserPrincipal();
		}

		@Override
		public boolean isUserInRole(String role) {
			return this.request.isUserInRole(role);
		}

	}

}
