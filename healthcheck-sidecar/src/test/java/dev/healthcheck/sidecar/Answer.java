package dev.healthcheck.sidecar;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * A response.
 *
 * @param status the status code
 * @param contentType the content type
 * @param body the body
 */
record Answer(int status, String contentType, String body) {

	static Answer get(int port, String path) throws IOException {
		return ask(new InetSocketAddress("localhost", port), "GET", path);
	}

	static Answer ask(InetSocketAddress address, String method, String path) throws IOException {
		return ask(address, method, path, "HTTP/1.1");
	}

	static Answer ask(InetSocketAddress address, String method, String path, String version) throws IOException {
		try (Socket socket = new Socket(address.getAddress(), address.getPort())) {
			socket.setSoTimeout(10_000);
			String request = method + " " + path + " " + version + "\r\n"
					+ (version.equals("HTTP/1.1") ? "Host: localhost\r\nConnection: close\r\n" : "") + "\r\n";
			socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
			String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
			int end = answer.indexOf("\r\n\r\n");
			String head = answer.substring(0, end);
			String contentType = head.lines()
				.filter((line) -> line.toLowerCase(Locale.ROOT).startsWith("content-type:"))
				.map((line) -> line.substring(13).strip())
				.findFirst()
				.orElse("");
			return new Answer(Integer.parseInt(head.substring(9, 12)), contentType, answer.substring(end + 4));
		}
	}

	/** Return the answer in one line, to be compared. */
	@Override
	public String toString() {
		return this.status + " " + this.contentType + " " + this.body;
	}

}
