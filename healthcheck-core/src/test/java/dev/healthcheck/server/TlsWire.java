package dev.healthcheck.server;

import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
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
final class TlsWire extends Wire {

	private final RecordedSocket plain;

	private final SSLSocket socket;

	TlsWire(ProbeServer server, SSLContext context) throws IOException {
		this(new RecordedSocket(), server, context);
	}

	private TlsWire(RecordedSocket plain, ProbeServer server, SSLContext context) throws IOException {
		this(plain, encrypted(connect(plain, server), context));
	}

	private TlsWire(RecordedSocket plain, SSLSocket socket) {
		super(socket);
		this.plain = plain;
		this.socket = socket;
	}

	private static SSLSocket encrypted(Socket plain, SSLContext context) throws IOException {
		return (SSLSocket) context.getSocketFactory().createSocket(plain, "localhost", plain.getPort(), true);
	}

	/**
	 * Send a text, end the sending, and read to the end, which has to be announced.
	 * @param server the server
	 * @param text the text
	 * @return all that came
	 */
	static String exchange(ProbeServer server, String text) {
		try (TlsWire wire = new TlsWire(server, Certificates.stranger())) {
			// An empty text would start none
			wire.socket.startHandshake();
			return exchange(wire, text);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	SSLSocket socket() {
		return this.socket;
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
	@Override
	void reset() throws IOException {
		this.plain.setSoLinger(true, 0);
		this.plain.close();
	}

	/**
	 * Return the types of the records that have come: 21 is an alert.
	 * @return the types, in order
	 */
	List<Integer> records() {
		ByteBuffer bytes = ByteBuffer.wrap(this.plain.received.toByteArray());
		List<Integer> types = new ArrayList<>();
		while (bytes.hasRemaining()) {
			types.add((int) bytes.get());
			bytes.getShort();
			int length = bytes.getShort() & 0xFFFF;
			bytes.position(bytes.position() + length);
		}
		return types;
	}

	private static final class RecordedSocket extends Socket {

		private final ByteArrayOutputStream received = new ByteArrayOutputStream();

		@Override
		public InputStream getInputStream() throws IOException {
			return new FilterInputStream(super.getInputStream()) {

				@Override
				public int read(byte[] bytes, int offset, int length) throws IOException {
					int count = super.read(bytes, offset, length);
					RecordedSocket.this.received.write(bytes, offset, Math.max(count, 0));
					return count;
				}

				@Override
				public int read() throws IOException {
					int next = super.read();
					if (next >= 0) {
						RecordedSocket.this.received.write(next);
					}
					return next;
				}

			};
		}

	}

}
