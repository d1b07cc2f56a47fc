package dev.healthcheck.spring.management;

import java.io.BufferedReader;
import java.io.Reader;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;

/**
 * Request without its body. MVC reads the body of whatever is sent to an endpoint, of GET
 * too, and no thread must wait for one that nobody needs.
 */
final class BodilessRequest extends HttpServletRequestWrapper {

	private final ServletInputStream body = new EmptyInputStream();

	BodilessRequest(HttpServletRequest request) {
		super(request);
	}

	@Override
	public int getContentLength() {
		return 0;
	}

	@Override
	public long getContentLengthLong() {
		return 0;
	}

	@Override
	public ServletInputStream getInputStream() {
		return this.body;
	}

	@Override
	public BufferedReader getReader() {
		return new BufferedReader(Reader.nullReader());
	}

	private static final class EmptyInputStream extends ServletInputStream {

		@Override
		public boolean isFinished() {
			return true;
		}

		@Override
		public boolean isReady() {
			return true;
		}

		@Override
		public void setReadListener(ReadListener listener) {
			throw new UnsupportedOperationException("There is nothing to wait for");
		}

		@Override
		public int read() {
			return -1;
		}

	}

}
