package dev.healthcheck.sidecar.upstream;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.zip.GZIPOutputStream;

/**
 * The behaviours of hostile upstreams, each with a part of the message about it.
 */
final class HostileAnswers {

	private static final String OK = "HTTP/1.1 200 OK\r\n";

	private static final long GIGABYTE = 1L << 30;

	/** Some 50 KB that become 50 MB. */
	private static final byte[] BOMB = bomb();

	private HostileAnswers() {
	}

	static Map<String, Hostility> all() {
		Map<String, Hostility> all = new LinkedHashMap<>();
		all.put("says nothing", new Hostility("did not respond completely", (self, out) -> self.pause(60_000)));
		all.put("1 byte/s of a head", trickling("", OK));
		all.put("1 byte/s of a body", trickling(OK + "\r\n", "{\"a\":1}"));
		all.put("1 byte/s of a chunk", trickling(OK + "Transfer-Encoding: chunked\r\n\r\n7\r\n", "{\"a\":1}"));
		all.put("redirects", new Hostility("returned 302",
				(self, out) -> send(out, "HTTP/1.1 302 Found\r\nLocation: " + self.url() + "\r\n\r\n")));
		all.put("1 GB", endless(OK + "\r\n", "x".repeat(1 << 14), "body of more than 65536"));
		all.put("1 GB announced",
				endless(OK + "Content-Length: " + GIGABYTE + "\r\n\r\n", "x", "body of more than 65536"));
		all.put("1 GB in chunks", endless(OK + "Transfer-Encoding: chunked\r\n\r\n",
				"4000\r\n" + "x".repeat(0x4000) + "\r\n", "body of more than 65536"));
		all.put("1 GB of an error", endless("HTTP/1.1 500 x\r\n\r\n", "x".repeat(1 << 14), "body of more than 65536"));
		all.put("a gzip bomb", new Hostility("body of more than 65536", (self, out) -> {
			send(out, OK + "Content-Encoding: gzip\r\n\r\n");
			out.write(BOMB);
		}));
		all.put("broken gzip", sends(OK + "Content-Encoding: gzip\r\n\r\nxyz", "cannot be decompressed"));
		all.put("an encoding nobody knows", sends(OK + "Content-Encoding: br\r\n\r\nxyz", "not supported"));
		all.put("CR in a header", sends(OK + "X: a\rSet-Cookie: b\r\n\r\n{}", "did not return HTTP"));
		all.put("NUL in a header", sends(OK + "X: a\u0000\r\n\r\n{}", "did not return HTTP"));
		all.put("no header", sends(OK + "nonsense\r\n\r\n{}", "did not return HTTP"));
		all.put("two lengths", sends(OK + "Content-Length: 2\r\nContent-Length: 3\r\n\r\n{} ", "did not return HTTP"));
		all.put("a length that is none", sends(OK + "Content-Length: -1\r\n\r\n{}", "did not return HTTP"));
		all.put("headers without end", endless(OK, "X: " + "x".repeat(1000) + "\r\n", "head of more than 16384"));
		all.put("a line without end", endless("HTTP/1.1 200 ", "x".repeat(1000), "head of more than 16384"));
		all.put("1xx without end", endless("", "HTTP/1.1 100 Continue\r\n\r\n", "head of more than 16384"));
		all.put("chunks that are none", sends(OK + "Transfer-Encoding: chunked\r\n\r\n-1\r\n", "invalid HTTP body"));
		all.put("a chunk size without end",
				endless(OK + "Transfer-Encoding: chunked\r\n\r\n", "0".repeat(1000), "invalid HTTP body"));
		all.put("a chunk above its size",
				sends(OK + "Transfer-Encoding: chunked\r\n\r\n2\r\n{} \r\n0\r\n\r\n", "invalid HTTP body"));
		all.put("garbage", new Hostility("did not return HTTP", (self, out) -> out.write(garbage())));
		all.put("closes at once", sends("", "early"));
		all.put("closes in the head", sends("HTTP/1.1 200", "early"));
		all.put("closes in the body", sends(OK + "Content-Length: 9\r\n\r\n{}", "early"));
		all.put("closes in a chunk", sends(OK + "Transfer-Encoding: chunked\r\n\r\n9\r\n{}", "early"));
		all.put("closes between chunks", sends(OK + "Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n", "early"));
		all.put("JSON without end of depth", sends(OK + "\r\n" + "[".repeat(60_000), "without JSON"));
		return all;
	}

	private static Hostility sends(String answer, String said) {
		return new Hostility(said, (self, out) -> send(out, answer));
	}

	private static Hostility trickling(String atOnce, String slowly) {
		return new Hostility("did not respond completely", (self, out) -> {
			send(out, atOnce);
			for (String c : slowly.split("")) {
				send(out, c);
				self.pause(1000);
			}
		});
	}

	private static Hostility endless(String head, String again, String said) {
		return new Hostility(said, (self, out) -> {
			send(out, head);
			byte[] bytes = again.getBytes(StandardCharsets.ISO_8859_1);
			for (long sent = 0; sent < GIGABYTE; sent += bytes.length) {
				out.write(bytes);
			}
		});
	}

	private static void send(OutputStream out, String text) throws IOException {
		out.write(text.getBytes(StandardCharsets.ISO_8859_1));
		out.flush();
	}

	private static byte[] garbage() {
		byte[] garbage = new byte[10_000];
		new Random(4711).nextBytes(garbage);
		return garbage;
	}

	private static byte[] bomb() {
		ByteArrayOutputStream bomb = new ByteArrayOutputStream();
		try (OutputStream out = new GZIPOutputStream(bomb)) {
			byte[] zeros = new byte[1 << 20];
			for (int i = 0; i < 50; i++) {
				out.write(zeros);
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return bomb.toByteArray();
	}

	/**
	 * One way to be hostile.
	 *
	 * @param said a part of the message about it
	 * @param behaviour what the upstream does
	 */
	record Hostility(String said, FakeUpstream.Behaviour behaviour) {

	}

}
