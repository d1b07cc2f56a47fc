package dev.healthcheck.sidecar.upstream;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketImpl;

/**
 * A connected socket whose reads end at a deadline. TLS is layered on top, so that a slow
 * handshake is bounded, too. A socket's own time-out would start again with each read.
 */
final class DeadlineSocket extends Socket {

	private final Socket socket;

	private final Deadline deadline;

	DeadlineSocket(Socket socket, Deadline deadline) throws SocketException {
		super((SocketImpl) null);
		this.socket = socket;
		this.deadline = deadline;
	}

	@Override
	public InputStream getInputStream() throws IOException {
		return new DeadlineInput(this.socket.getInputStream());
	}

	@Override
	public OutputStream getOutputStream() throws IOException {
		return this.socket.getOutputStream();
	}

	@Override
	public boolean isConnected() {
		return true;
	}

	@Override
	public boolean isBound() {
		return true;
	}

	@Override
	public boolean isClosed() {
		return this.socket.isClosed();
	}

	@Override
	public InetAddress getInetAddress() {
		return this.socket.getInetAddress();
	}

	@Override
	public int getPort() {
		return this.socket.getPort();
	}

	@Override
	public void setSoTimeout(int timeout) {
		// The deadline bounds each read
	}

	@Override
	public void shutdownInput() throws IOException {
		this.socket.shutdownInput();
	}

	@Override
	public void shutdownOutput() throws IOException {
		this.socket.shutdownOutput();
	}

	// Needs no lock, unlike Socket
	@Override
	@SuppressWarnings("UnsynchronizedOverridesSynchronized")
	public void close() throws IOException {
		this.socket.close();
	}

	private final class DeadlineInput extends FilterInputStream {

		DeadlineInput(InputStream in) {
			super(in);
		}

		@Override
		public int read() throws IOException {
			setTimeout();
			return super.read();
		}

		@Override
		public int read(byte[] bytes, int offset, int length) throws IOException {
			setTimeout();
			return super.read(bytes, offset, length);
		}

		private void setTimeout() throws IOException {
			DeadlineSocket.this.socket.setSoTimeout(DeadlineSocket.this.deadline.remainingMillis());
		}

	}

}
