package dev.healthcheck.server;

import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/**
 * A socket to a server with TLS.
 */
final class TlsWire implements AutoCloseable {

	private final ByteArrayOutputStream received = new ByteArrayOutputStream();

	private final Socket plain;

	private final SSLSocket socket;

	TlsWire(ProbeServer server, SSLContext context) throws IOException {
		Socket plain = new RecordedSocket();
		this.plain = plain;
		plain.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.address().getPort()));
		plain.setSoTimeout(30_000);
		this.socket = (SSLSocket) context.getSocketFactory().createSocket(plain, "localhost", plain.getPort(), true);
	}

	/**
	 * Send a text, end the sending, and read to the end, which has to be announced.
	 * @param server the server
	 * @param text the text
	 * @return all that came
	 * @throws IOException if the connection breaks
	 */
	static String exchange(ProbeServer server, String text) throws IOException {
		try (TlsWire wire = new TlsWire(server, Certificates.stranger())) {
			wire.say(text);
			wire.socket.shutdownOutput();
			return wire.hearAll();
		}
	}

	SSLSocket socket() {
		return this.socket;
	}

	void say(String text) throws IOException {
		this.socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
	}

	/**
	 * Read one answer with a body of two bytes.
	 * @return the answer
	 * @throws IOException if the connection breaks
	 */
	String hearOk() throws IOException {
		StringBuilder heard = new StringBuilder();
		while (!heard.toString().endsWith("\r\n\r\nok")) {
			int next = this.socket.getInputStream().read();
			if (next < 0) {
				throw new IOException("Closed after: " + heard);
			}
			heard.append((char) next);
		}
		return heard.toString();
	}

	String hearAll() throws IOException {
		return new String(this.socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
	}

	/**
	 * Send bytes that are not encrypted.
	 * @param text the bytes
	 * @throws IOException if the connection breaks
	 */
	void sayPlain(String text) throws IOException {
		this.plain.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
	}

	/**
	 * Close with a reset, and without a notice.
	 * @throws IOException if the connection breaks
	 */
	void reset() throws IOException {
		this.plain.setSoLinger(true, 0);
		this.plain.close();
	}

	/**
	 * Return the types of the records that have come: 21 is an alert.
	 * @return the types, in order
	 */
	List<Integer> records() {
		ByteBuffer bytes = ByteBuffer.wrap(this.received.toByteArray());
		List<Integer> types = new ArrayList<>();
		while (bytes.hasRemaining()) {
			types.add((int) bytes.get());
			bytes.getShort();
			int length = bytes.getShort() & 0xFFFF;
			bytes.position(bytes.position() + length);
		}
		return types;
	}

	@Override
	public void close() throws IOException {
		this.socket.close();
	}

	private final class RecordedSocket extends Socket {

		@Override
		public InputStream getInputStream() throws IOException {
			return new FilterInputStream(super.getInputStream()) {

				@Override
				public int read(byte[] bytes, int offset, int length) throws IOException {
					int count = super.read(bytes, offset, length);
					TlsWire.this.received.write(bytes, offset, Math.max(count, 0));
					return count;
				}

				@Override
				public int read() throws IOException {
					int next = super.read();
					if (next >= 0) {
						TlsWire.this.received.write(next);
					}
					return next;
				}

			};
		}

	}

}
