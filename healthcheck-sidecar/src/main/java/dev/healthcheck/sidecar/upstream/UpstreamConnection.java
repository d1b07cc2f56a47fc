package dev.healthcheck.sidecar.upstream;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/**
 * One connection, for one request. Ignores the proxies of system properties and
 * environment, because the socket of a channel does. An interrupt closes it.
 */
final class UpstreamConnection implements AutoCloseable {

	private final Socket socket;

	/** The same, or TLS on top of it. */
	private final Socket secured;

	private UpstreamConnection(Socket socket, Socket secured) {
		this.socket = socket;
		this.secured = secured;
	}

	// The look-up takes none of the time
	static UpstreamConnection open(UpstreamUrl url, Lookup lookup, Duration time) throws IOException {
		InetAddress[] addresses = lookup.addresses(url.host());
		Deadline deadline = new Deadline(time);
		Socket socket = new DeadlineSocket(connect(addresses, url.port(), deadline), deadline);
		try {
			return new UpstreamConnection(socket, url.https() ? secure(socket, url) : socket);
		}
		catch (IOException | RuntimeException ex) {
			socket.close();
			throw ex;
		}
	}

	private static Socket connect(InetAddress[] addresses, int port, Deadline deadline) throws IOException {
		for (int i = 0;; i++) {
			int left = addresses.length - i;
			// The first address must leave time for the others
			int timeout = Math.max(1, deadline.remainingMillis() / left);
			Socket socket = SocketChannel.open().socket();
			try {
				socket.connect(new InetSocketAddress(addresses[i], port), timeout);
				socket.setTcpNoDelay(true);
				return socket;
			}
			catch (IOException ex) {
				socket.close();
				if (left == 1 || Thread.currentThread().isInterrupted()) {
					throw ex;
				}
			}
		}
	}

	private static Socket secure(Socket socket, UpstreamUrl url) throws IOException {
		SSLSocket secured;
		try {
			secured = (SSLSocket) SSLContext.getDefault()
				.getSocketFactory()
				.createSocket(socket, url.host(), url.port(), true);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IOException(ex);
		}
		SSLParameters parameters = secured.getSSLParameters();
		parameters.setEndpointIdentificationAlgorithm("HTTPS");
		secured.setSSLParameters(parameters);
		secured.startHandshake();
		return secured;
	}

	// So short that it fits the buffer of the operating system: writing never waits
	void request(UpstreamUrl url) throws IOException {
		String request = "GET " + url.target() + " HTTP/1.1\r\nHost: " + url.authority()
				+ "\r\nUser-Agent: healthcheck\r\nAccept: application/json, */*;q=0.5\r\n"
				+ "Accept-Encoding: identity\r\nConnection: close\r\n\r\n";
		this.secured.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
		this.secured.getOutputStream().flush();
	}

	InputStream response() throws IOException {
		return new BufferedInputStream(this.secured.getInputStream(), 4096);
	}

	@Override
	public void close() throws IOException {
		// Without TLS's close_notify, which nothing waits for
		this.socket.close();
	}

	/** Strategy used to look up the addresses of a host. */
	@FunctionalInterface
	interface Lookup {

		InetAddress[] addresses(String host) throws UnknownHostException;

	}

}
