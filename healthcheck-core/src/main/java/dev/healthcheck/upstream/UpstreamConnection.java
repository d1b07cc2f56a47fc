package dev.healthcheck.upstream;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.security.NoSuchAlgorithmException;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/**
 * One connection to an upstream, for one question. Straight to it, whatever proxies
 * system properties or the environment name: a channel's socket, unlike others, asks for
 * none. An interrupt closes it.
 */
final class UpstreamConnection implements AutoCloseable {

	private final Socket socket;

	/** What is spoken over: the same, or TLS on top of it. */
	private final Socket secured;

	private UpstreamConnection(Socket socket, Socket secured) {
		this.socket = socket;
		this.secured = secured;
	}

	static UpstreamConnection open(UpstreamUrl url, Deadline deadline) throws IOException {
		Socket socket = new DeadlineSocket(connect(url, deadline), deadline);
		try {
			return new UpstreamConnection(socket, url.https() ? secure(socket, url) : socket);
		}
		catch (IOException | RuntimeException ex) {
			socket.close();
			throw ex;
		}
	}

	private static Socket connect(UpstreamUrl url, Deadline deadline) throws IOException {
		InetAddress[] addresses = InetAddress.getAllByName(url.host());
		for (int i = 0;; i++) {
			int left = addresses.length - i;
			// The first of several addresses must not use up the time of the others
			int timeout = Math.max(1, deadline.remainingMillis() / left);
			Socket socket = SocketChannel.open().socket();
			try {
				socket.connect(new InetSocketAddress(addresses[i], url.port()), timeout);
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

	/**
	 * Send the question. It is the same each time, and so short that it always fits the
	 * operating system's buffer.
	 * @param url where the upstream is asked
	 * @throws IOException if it cannot be sent
	 */
	void ask(UpstreamUrl url) throws IOException {
		String request = "GET " + url.target() + " HTTP/1.1\r\nHost: " + url.authority()
				+ "\r\nUser-Agent: healthcheck\r\nAccept: application/json, */*;q=0.5\r\n"
				+ "Accept-Encoding: identity\r\nConnection: close\r\n\r\n";
		this.secured.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
		this.secured.getOutputStream().flush();
	}

	InputStream answer() throws IOException {
		return new BufferedInputStream(this.secured.getInputStream(), 4096);
	}

	@Override
	public void close() throws IOException {
		// Without TLS's own farewell, for which nobody waits
		this.socket.close();
	}

}
