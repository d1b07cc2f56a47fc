package dev.healthcheck.spring.probe;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

import dev.healthcheck.probe.Probe;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;

/**
 * {@link Filter} that gives OPTIONS the status of GET on the health endpoint. Boot
 * answers it with 200 whatever the health, and HAProxy, which asks with OPTIONS by
 * default, then keeps a dead server up. Health is left out of the access log, as probes
 * are.
 *
 * @since 0.1.0
 */
public final class HealthFilter implements Filter {

	private final HealthPath healthPath;

	private final HealthHeaders headers;

	/**
	 * Create a filter.
	 * @param healthPath the path of the health endpoint
	 * @param headers the headers of its answers
	 */
	public HealthFilter(HealthPath healthPath, HealthHeaders headers) {
		this.healthPath = healthPath;
		this.headers = headers;
	}

	@Override
	public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
			throws IOException, ServletException {
		HttpServletRequest httpRequest = (HttpServletRequest) request;
		HttpServletResponse httpResponse = (HttpServletResponse) response;
		RequestHead head = ServletRequestHead.of(httpRequest);
		if (!this.healthPath.matches(head)) {
			chain.doFilter(request, response);
			return;
		}
		request.setAttribute(ProbeFilter.UNLOGGED, true);
		this.headers.of(head.path()).forEach(httpResponse::setHeader);
		if ("OPTIONS".equals(head.method()) && !head.isPreflight()) {
			httpResponse.setHeader("Allow", Probe.ALLOW);
			chain.doFilter(new GetRequest(httpRequest), new BodilessResponse(httpResponse));
			return;
		}
		chain.doFilter(request, response);
	}

	private static final class GetRequest extends HttpServletRequestWrapper {

		GetRequest(HttpServletRequest request) {
			super(request);
		}

		@Override
		public String getMethod() {
			return "GET";
		}

	}

	private static final class BodilessResponse extends HttpServletResponseWrapper {

		private final ServletOutputStream body = new DiscardingOutputStream();

		private final PrintWriter writer = new PrintWriter(OutputStream.nullOutputStream(), false,
				StandardCharsets.UTF_8);

		BodilessResponse(HttpServletResponse response) {
			super(response);
		}

		@Override
		public ServletOutputStream getOutputStream() {
			return this.body;
		}

		@Override
		public PrintWriter getWriter() {
			return this.writer;
		}

		@Override
		public void setContentLength(int length) {
			// There is no content
		}

		@Override
		public void setContentLengthLong(long length) {
			// There is no content
		}

		@Override
		public void flushBuffer() {
			// Left to the server, which then knows that the length is zero
		}

	}

	private static final class DiscardingOutputStream extends ServletOutputStream {

		@Override
		public boolean isReady() {
			return true;
		}

		@Override
		public void setWriteListener(WriteListener listener) {
			throw new UnsupportedOperationException("The health endpoint answers synchronously");
		}

		@Override
		public void write(int b) {
			// Discarded
		}

		@Override
		public void write(byte[] bytes, int offset, int length) {
			// Discarded
		}

	}

}
