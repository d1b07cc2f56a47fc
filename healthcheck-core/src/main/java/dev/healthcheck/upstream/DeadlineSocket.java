package dev.healthcheck.upstream;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketImpl;

/**
 * A connected socket none of whose reads outlasts the deadline. TLS is put on top of it:
 * what TLS itself reads, a handshake that drips in among it, is bounded too, which a
 * socket's own time-out, begun anew with each read, does not do.
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
		return new DeadlineInput(this.socket, this.deadline);
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
		// The deadline says how long
	}

	@Override
	public void shutdownInput() throws IOException {
		this.socket.shutdownInput();
	}

	@Override
	public void shutdownOutput() throws IOException {
		this.socket.shutdownOutput();
	}

	// Nothing here needs the lock that Socket takes
	@Override
	@SuppressWarnings("UnsynchronizedOverridesSynchronized")
	public void close() throws IOException {
		this.socket.close();
	}

	private static final class DeadlineInput extends InputStream {

		private final Socket socket;

		private final Deadline deadline;

		private final InputStream in;

		DeadlineInput(Socket socket, Deadline deadline) throws IOException {
			this.socket = socket;
			this.deadline = deadline;
			this.in = socket.getInputStream();
		}

		@Override
		public int read() throws IOException {
			byte[] one = new byte[1];
			return (read(one, 0, 1) < 0) ? -1 : Byte.toUnsignedInt(one[0]);
		}

		@Override
		public int read(byte[] bytes, int offset, int length) throws IOException {
			this.socket.setSoTimeout(this.deadline.remainingMillis());
			return this.in.read(bytes, offset, length);
		}

		@Override
		public int available() throws IOException {
			return this.in.available();
		}

	}

}
