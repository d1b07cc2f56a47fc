package dev.healthcheck.spring.figures;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Connection that is kept from one question to the next; a new one is opened for each
 * that the server ends.
 */
final class KeptConnection implements AutoCloseable {

	private final int port;

	private Socket socket = new Socket();

	private InputStream in = InputStream.nullInputStream();

	KeptConnection(int port) {
		this.port = port;
	}

	/**
	 * Ask.
	 * @param path the path
	 * @return the status code, a blank and the body
	 */
	String get(String path) {
		try {
			if (!this.socket.isConnected() || this.socket.isClosed()) {
				this.socket = new Socket(InetAddress.getLoopbackAddress(), this.port);
				this.socket.setTcpNoDelay(true);
				this.socket.setSoTimeout(30_000);
				this.in = new BufferedInputStream(this.socket.getInputStream());
			}
			this.socket.getOutputStream()
				.write(("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
			return answer();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(path, ex);
		}
	}

	private String answer() throws IOException {
		String status = line().split(" ")[1];
		int length = 0;
		boolean chunked = false;
		boolean last = false;
		for (String header = line().toLowerCase(Locale.ROOT); !header.isEmpty(); header = line()
			.toLowerCase(Locale.ROOT)) {
			if (header.startsWith("content-length: ")) {
				length = Integer.parseInt(header.substring("content-length: ".length()));
			}
			chunked |= header.equals("transfer-encoding: chunked");
			last |= header.equals("connection: close");
		}
		String answer = status + " " + (chunked ? chunks() : body(length));
		if (last) {
			close();
		}
		return answer;
	}

	private String chunks() throws IOException {
		StringBuilder body = new StringBuilder();
		int length = Integer.parseInt(line(), 16);
		while (length > 0) {
			body.append(body(length)).append(line());
			length = Integer.parseInt(line(), 16);
		}
		return body + line();
	}

	private String body(int length) throws IOException {
		return new String(this.in.readNBytes(length), StandardCharsets.UTF_8);
	}

	private String line() throws IOException {
		StringBuilder line = new StringBuilder();
		int next = this.in.read();
		while (next != '\n') {
			if (next < 0) {
				throw new IOException("Ended after: " + line);
			}
			if (next != '\r') {
				line.append((char) next);
			}
			next = this.in.read();
		}
		return line.toString();
	}

	@Override
	public void close() {
		try {
			this.socket.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
