package dev.healthcheck.spring.probe;

import java.io.IOException;

import dev.healthcheck.probe.ProbeResponse;
import jakarta.servlet.http.HttpServletResponse;

/**
 * Writes answers on servlet servers.
 *
 * @since 0.1.0
 */
public final class ServletAnswer {

	private ServletAnswer() {
	}

	/**
	 * Write an answer. The server itself leaves out the body where the method is HEAD.
	 * @param answer the answer
	 * @param response where to write it
	 * @throws IOException if the connection breaks
	 */
	public static void write(ProbeResponse answer, HttpServletResponse response) throws IOException {
		response.setStatus(answer.status());
		answer.headers().forEach(response::setHeader);
		byte[] body = answer.body();
		response.setContentLength(body.length);
		response.getOutputStream().write(body);
	}

}
