package dev.healthcheck.benchmarks.application;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.stereotype.Component;

/**
 * A thread that accepts, reads the head of a request, writes a fixed response and closes:
 * the limit of what any probe server can reach in this JVM. It only runs where it is
 * measured.
 */
@Component
@ConditionalOnBooleanProperty("benchmark.bare-thread")
class BareThread implements DisposableBean {

	private static final byte[] RESPONSE = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok"
		.getBytes(StandardCharsets.US_ASCII);

	private static final int READ_TIMEOUT = 1000;

	/**
	 * The line end after the last header, and the empty line, without carriage returns.
	 */
	private static final int LINE_ENDS = 2;

	private final ServerSocket server;

	BareThread() throws IOException {
		this.server = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
		Thread thread = new Thread(this::serve, "bare-thread");
		thread.setDaemon(true);
		thread.start();
	}

	private void serve() {
		while (!this.server.isClosed()) {
			try (Socket socket = this.server.accept()) {
				socket.setSoTimeout(READ_TIMEOUT);
				if (readHead(socket.getInputStream())) {
					socket.getOutputStream().write(RESPONSE);
				}
			}
			catch (IOException ex) {
				// A client that went away is not waited for
			}
		}
	}

	/**
	 * Read the head of a request, and nothing behind it.
	 * @param input what a client sends
	 * @return whether the head was complete
	 * @throws IOException when the client does not send
	 */
	static boolean readHead(InputStream input) throws IOException {
		byte[] buffer = new byte[1024];
		int lineEnds = 0;
		for (int read = input.read(buffer); read >= 0; read = input.read(buffer)) {
			for (int i = 0; i < read; i++) {
				if (buffer[i] == '\n') {
					lineEnds++;
				}
				else if (buffer[i] != '\r') {
					lineEnds = 0;
				}
			}
			if (lineEnds >= LINE_ENDS) {
				return true;
			}
		}
		return false;
	}

	int port() {
		return this.server.getLocalPort();
	}

	@Override
	public void destroy() {
		try {
			this.server.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
