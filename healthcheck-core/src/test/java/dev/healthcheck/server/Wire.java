package dev.healthcheck.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * A bare socket to a server, that says what it is told, and hears what comes back.
 */
class Wire implements AutoCloseable {

	private final Socket socket;

	Wire(ProbeServer server) throws IOException {
		this(connect(new Socket(), server));
	}

	/**
	 * Create a wire over a socket.
	 * @param socket the socket, which is connected
	 */
	Wire(Socket socket) {
		this.socket = socket;
	}

	static Socket connect(Socket socket, ProbeServer server) throws IOException {
		socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.address().getPort()));
		socket.setSoTimeout(30_000);
		return socket;
	}

	static void closeAll(Iterable<? extends Wire> wires) throws IOException {
		for (Wire wire : wires) {
			wire.close();
		}
	}

	/**
	 * Send a text, end the sending, and read to the end.
	 * @param server the server
	 * @param text the text
	 * @return all that came
	 */
	static String exchange(ProbeServer server, String text) {
		try {
			return exchange(new Wire(server), text);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Send a text on a wire, end the sending, read to the end, and close.
	 * @param wire the wire
	 * @param text the text
	 * @return all that came
	 * @throws IOException if the connection breaks
	 */
	static String exchange(Wire wire, String text) throws IOException {
		try (wire) {
			wire.say(text);
			wire.socket.shutdownOutput();
			return wire.hearAll();
		}
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
	 * Read as much as there is, and no more than asked for.
	 * @param count the number of bytes
	 * @return the number of bytes that came
	 * @throws IOException if the connection breaks
	 */
	int hear(int count) throws IOException {
		return this.socket.getInputStream().readNBytes(count).length;
	}

	/**
	 * Close with a reset.
	 * @throws IOException if the connection breaks
	 */
	void reset() throws IOException {
		this.socket.setSoLinger(true, 0);
		this.socket.close();
	}

	@Override
	public void close() throws IOException {
		this.socket.close();
	}

}
