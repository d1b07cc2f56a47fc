package dev.healthcheck.it;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;

import javax.net.ssl.SSLSocket;

/**
 * Where an application answers HTTP. Requests are sent as they are written, so that they
 * may be unusual.
 *
 * @param host the host
 * @param port the port
 * @param tls whether to use TLS
 */
record Endpoint(String host, int port, boolean tls) {

	/** Nothing takes so long, on the slowest of machines. */
	private static final int PATIENCE = 60_000;

	static Endpoint of(int port) {
		return new Endpoint("127.0.0.1", port, false);
	}

	Response get(String path, String... headers) throws IOException {
		return send("GET", path, headers);
	}

	Response send(String method, String target, String... headers) throws IOException {
		StringBuilder request = new StringBuilder(method).append(' ')
			.append(target)
			.append(" HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n");
		for (String header : headers) {
			request.append(header).append("\r\n");
		}
		return exchange(request.append("\r\n").toString());
	}

	/**
	 * Send a request that closes the connection.
	 * @param request the request
	 * @return the response
	 * @throws IOException if there is none
	 */
	Response exchange(String request) throws IOException {
		try (Socket socket = connect()) {
			socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
			return Response.parse(readAll(socket.getInputStream()), !request.startsWith("HEAD"));
		}
	}

	Socket connect() throws IOException {
		Socket socket = new Socket();
		try {
			socket.setSoTimeout(PATIENCE);
			socket.connect(new InetSocketAddress(this.host, this.port), PATIENCE);
			return this.tls ? Trust.context().getSocketFactory().createSocket(socket, this.host, this.port, true)
					: socket;
		}
		catch (IOException ex) {
			socket.close();
			throw ex;
		}
	}

	/**
	 * Return whose certificate a new connection is shown.
	 * @return the name
	 */
	String certificate() throws IOException {
		try (SSLSocket socket = (SSLSocket) connect()) {
			socket.startHandshake();
			Certificate certificate = socket.getSession().getPeerCertificates()[0];
			return ((X509Certificate) certificate).getSubjectX500Principal().getName();
		}
	}

	boolean isRefused() {
		try (Socket socket = connect()) {
			return !socket.isConnected();
		}
		catch (IOException ex) {
			return true;
		}
	}

	Endpoint at(String other) {
		return new Endpoint(other, this.port, this.tls);
	}

	Endpoint withoutTls() {
		return new Endpoint(this.host, this.port, false);
	}

	private static byte[] readAll(InputStream input) throws IOException {
		ByteArrayOutputStream all = new ByteArrayOutputStream();
		input.transferTo(all);
		return all.toByteArray();
	}

}
