package dev.healthcheck.benchmarks.load;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;

/**
 * A connection that sends GET requests and reads the answers to their end: as little as
 * there can be between the clock and the server. Closing it, from any thread, ends a
 * request.
 */
final class HttpConnection implements Closeable {

	private final Socket socket = new Socket();

	private final InputStream input;

	private boolean open = true;

	HttpConnection(int port, Duration connectTimeout) throws IOException {
		this.socket.setTcpNoDelay(true);
		this.socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), millis(connectTimeout));
		this.input = new BufferedInputStream(this.socket.getInputStream(), 2048);
	}

	/**
	 * Return milliseconds, rounded up: 0 would be no time-out at all.
	 * @param timeout a time-out
	 * @return milliseconds
	 */
	private static int millis(Duration timeout) {
		return (int) Math.max(1, timeout.plusNanos(999_999).toMillis());
	}

	/**
	 * Ask.
	 * @param path the path and query
	 * @param keepAlive whether to ask again
	 * @param timeout how long a read may take
	 * @return the status
	 * @throws IOException when there is no complete answer
	 */
	int get(String path, boolean keepAlive, Duration timeout) throws IOException {
		this.socket.setSoTimeout(millis(timeout));
		String request = "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n";
		if (!keepAlive) {
			request += "Connection: close\r\n";
		}
		request += "\r\n";
		this.socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
		String statusLine = line();
		int length = -1;
		boolean chunked = false;
		for (String header = line(); !header.isEmpty(); header = line()) {
			String lower = header.toLowerCase(Locale.ROOT);
			if (lower.startsWith("content-length:")) {
				length = Integer.parseInt(lower.substring(15).trim());
			}
			chunked |= lower.startsWith("transfer-encoding:") && lower.contains("chunked");
			this.open &= !(lower.startsWith("connection:") && lower.contains("close"));
		}
		body(length, chunked);
		return Integer.parseInt(statusLine.split(" ", 3)[1]);
	}

	private void body(int length, boolean chunked) throws IOException {
		if (chunked) {
			for (int size = chunk(); size > 0; size = chunk()) {
				this.input.skipNBytes(size + 2L);
			}
			line();
		}
		else if (length >= 0) {
			this.input.skipNBytes(length);
		}
		else {
			this.open = false;
			this.input.transferTo(OutputStream.nullOutputStream());
		}
	}

	private int chunk() throws IOException {
		return Integer.parseInt(line().trim(), 16);
	}

	private String line() throws IOException {
		StringBuilder line = new StringBuilder(64);
		for (int next = this.input.read(); next != '\n'; next = this.input.read()) {
			if (next < 0) {
				throw new EOFException("the answer ends before its end");
			}
			if (next != '\r') {
				line.append((char) next);
			}
		}
		return line.toString();
	}

	/**
	 * Return whether the server lets it be used again.
	 * @return whether it does
	 */
	boolean isOpen() {
		return this.open;
	}

	@Override
	public void close() {
		try {
			this.socket.close();
		}
		catch (IOException ex) {
			// Closed is what it should be
		}
	}

}
