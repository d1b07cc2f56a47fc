package dev.healthcheck.spring.probe;

import java.io.IOException;

import dev.healthcheck.probe.Probe;
import dev.healthcheck.probe.ProbeRequest;
import dev.healthcheck.probe.ProbeRoutes;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/**
 * {@link Filter} that answers probes. It stands before all other filters, security and
 * metrics among them: exactly the paths of probes are open, and leave no trace.
 *
 * @since 0.1.0
 */
public final class ProbeFilter implements Filter {

	/** The request attribute that keeps a probe out of the server's access log. */
	public static final String UNLOGGED = ProbeFilter.class.getName() + ".UNLOGGED";

	private final ProbeRoutes probes;

	/**
	 * Create a filter.
	 * @param probes the routes to the probes
	 */
	public ProbeFilter(ProbeRoutes probes) {
		this.probes = probes;
	}

	@Override
	public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
			throws IOException, ServletException {
		HttpServletRequest httpRequest = (HttpServletRequest) request;
		RequestHead head = ServletRequestHead.of(httpRequest);
		Probe probe = this.probes.to(head.path());
		if (probe == null || head.isPreflight()) {
			chain.doFilter(request, response);
			return;
		}
		request.setAttribute(UNLOGGED, true);
		ServletAnswer.write(probe.answer(ProbeRequest.of(head.method(), head.path(), httpRequest.getQueryString())),
				(HttpServletResponse) response);
	}

}
