package dev.healthcheck.spring.management;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;

import jakarta.servlet.ServletException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;

/**
 * {@link org.apache.catalina.Valve} that answers and closes the connection where a body
 * has not been read to its end. Tomcat would wait for the rest, on the request's thread,
 * for as long as a byte comes now and then: as many such requests as there are threads,
 * to whatever path, and no probe is answered any more.
 */
final class UnreadBodyValve extends ValveBase {

	UnreadBodyValve() {
		super(true);
	}

	@Override
	public void invoke(Request request, Response response) throws IOException, ServletException {
		try {
			getNext().invoke(request, response);
		}
		finally {
			if (!request.isAsync() && hasUnreadBody(request.getCoyoteRequest())) {
				// What follows turns a status that is not yet sent into 500
				response.finishResponse();
				request.getCoyoteRequest().action(ActionCode.DISABLE_SWALLOW_INPUT, null);
			}
		}
	}

	private static boolean hasUnreadBody(org.apache.coyote.Request request) {
		if (!isBodyAnnounced(request)) {
			return false;
		}
		AtomicBoolean read = new AtomicBoolean();
		request.action(ActionCode.REQUEST_BODY_FULLY_READ, read);
		return !read.get();
	}

	private static boolean isBodyAnnounced(org.apache.coyote.Request request) {
		try {
			return request.getContentLengthLong() > 0 || request.getHeader("Transfer-Encoding") != null;
		}
		catch (IllegalArgumentException ex) {
			// No number, or two of them: refused already, and nobody knows what follows
			return true;
		}
	}

}
