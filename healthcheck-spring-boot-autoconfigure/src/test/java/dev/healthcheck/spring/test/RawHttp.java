package dev.healthcheck.spring.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import javax.net.SocketFactory;

/**
 * HTTP over a bare socket, as probes ask: any method, 1.0 without Host too.
 */
public final class RawHttp {

	private RawHttp() {
	}

	public static Answer get(int port, String path) {
		return get(SocketFactory.getDefault(), port, path);
	}

	public static Answer get(SocketFactory sockets, int port, String path) {
		return ask(sockets, port, "GET", path, "HTTP/1.1");
	}

	/**
	 * Ask for the sake of the load, whatever comes of it: when the application ends, the
	 * failure would end the thread, and fail the test that then waits with Awaitility.
	 */
	public static void load(int port, String path) {
		try {
			get(port, path);
		}
		catch (UncheckedIOException ex) {
			// Nobody needs the answer
		}
	}

	public static Answer ask(int port, String method, String path, String version, String... headers) {
		return ask(SocketFactory.getDefault(), port, method, path, version, headers);
	}

	private static Answer ask(SocketFactory sockets, int port, String method, String path, String version,
			String... headers) {
		try (Socket socket = sockets.createSocket(InetAddress.getLoopbackAddress(), port)) {
			socket.setSoTimeout(30_000);
			// Over TLS the request would wait for the acknowledgement of the handshake
			socket.setTcpNoDelay(true);
			StringBuilder request = new StringBuilder(method + " " + path + " " + version + "\r\n");
			if (version.equals("HTTP/1.1")) {
				request.append("Host: localhost\r\nConnection: close\r\n");
			}
			for (String header : headers) {
				request.append(header).append("\r\n");
			}
			socket.getOutputStream().write(request.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
			return Answer.parse(socket.getInputStream().readAllBytes());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * What came back.
	 *
	 * @param status the status code
	 * @param headers the headers by their names in lower case
	 * @param body the body
	 */
	public record Answer(int status, Map<String, String> headers, String body) {

		static Answer parse(byte[] bytes) {
			// One character a byte, because chunks are counted in bytes
			String text = new String(bytes, StandardCharsets.ISO_8859_1);
			int end = text.indexOf("\r\n\r\n");
			String[] lines = text.substring(0, end).split("\r\n");
			Map<String, String> headers = new TreeMap<>();
			for (int i = 1; i < lines.length; i++) {
				String[] header = lines[i].split(": ", 2);
				headers.put(header[0].toLowerCase(Locale.ROOT), (header.length == 2) ? header[1] : "");
			}
			String body = text.substring(end + 4);
			boolean chunked = "chunked".equals(headers.get("transfer-encoding"));
			byte[] content = (chunked ? unchunked(body) : body).getBytes(StandardCharsets.ISO_8859_1);
			return new Answer(Integer.parseInt(lines[0].split(" ")[1]), headers,
					new String(content, StandardCharsets.UTF_8));
		}

		private static String unchunked(String body) {
			StringBuilder content = new StringBuilder();
			String rest = body;
			int size = size(rest);
			while (size > 0) {
				int start = rest.indexOf("\r\n") + 2;
				content.append(rest, start, start + size);
				rest = rest.substring(start + size + 2);
				size = size(rest);
			}
			return content.toString();
		}

		private static int size(String chunks) {
			return chunks.isEmpty() ? 0 : Integer.parseInt(chunks.substring(0, chunks.indexOf("\r\n")), 16);
		}

	}

}
