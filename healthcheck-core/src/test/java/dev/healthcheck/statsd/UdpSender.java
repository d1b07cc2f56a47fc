package dev.healthcheck.statsd;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * A source: sends datagrams from one port of its own.
 */
final class UdpSender implements AutoCloseable {

	private final DatagramSocket socket;

	private final InetSocketAddress target;

	private UdpSender(DatagramSocket socket, InetSocketAddress target) {
		this.socket = socket;
		this.target = target;
	}

	static UdpSender to(StatsdListener listener) {
		InetSocketAddress address = Objects.requireNonNull(listener.address());
		try {
			DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
			// Not connected: Java sends no empty datagrams over a connected socket
			return new UdpSender(socket, new InetSocketAddress(InetAddress.getLoopbackAddress(), address.getPort()));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	int port() {
		return this.socket.getLocalPort();
	}

	int target() {
		return this.target.getPort();
	}

	void send(String datagram) {
		send(datagram.getBytes(StandardCharsets.UTF_8));
	}

	void send(byte[] datagram) {
		try {
			this.socket.send(new DatagramPacket(datagram, datagram.length, this.target));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public void close() {
		this.socket.close();
	}

}
