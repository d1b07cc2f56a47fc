package dev.healthcheck.spring.appserver;

import java.io.Closeable;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SocketChannel;

import org.jspecify.annotations.Nullable;

/**
 * A connection to the server whose output is closed at once: a working server responds by
 * closing it. No byte is sent, so that there is no request, handshake or log line. Never
 * waits.
 */
final class HalfClose implements Closeable {

	private final ByteBuffer read = ByteBuffer.allocateDirect(1);

	private volatile @Nullable SocketChannel channel;

	private boolean closedOutput;

	private Reply reply = Reply.NONE;

	// Whether a file descriptor is left
	static boolean isPossible() {
		try (SocketChannel channel = SocketChannel.open()) {
			return channel.isOpen();
		}
		catch (IOException ex) {
			return false;
		}
	}

	// Replaces the current one
	void open(InetSocketAddress bound) {
		close();
		this.closedOutput = false;
		InetAddress host = bound.getAddress().isAnyLocalAddress() ? InetAddress.getLoopbackAddress()
				: bound.getAddress();
		try {
			SocketChannel channel = SocketChannel.open();
			this.channel = channel;
			channel.configureBlocking(false);
			channel.connect(new InetSocketAddress(host, bound.getPort()));
			this.reply = Reply.PENDING;
			advance(channel);
		}
		catch (IOException ex) {
			this.reply = failed(ex);
		}
	}

	// Closes the connection unless it is pending
	Reply poll() {
		SocketChannel channel = this.channel;
		if (channel != null && this.reply == Reply.PENDING) {
			try {
				advance(channel);
			}
			catch (IOException ex) {
				this.reply = failed(ex);
			}
		}
		Reply reply = this.reply;
		if (reply != Reply.PENDING) {
			close();
		}
		return reply;
	}

	private void advance(SocketChannel channel) throws IOException {
		if (!channel.finishConnect()) {
			return;
		}
		if (!this.closedOutput) {
			this.closedOutput = true;
			channel.shutdownOutput();
		}
		this.read.clear();
		if (channel.read(this.read) != 0) {
			this.reply = Reply.ANSWERED;
		}
	}

	private Reply failed(IOException ex) {
		if (ex instanceof ConnectException) {
			return Reply.REFUSED;
		}
		// Reset, unless an interrupt has closed it
		return (this.closedOutput && !(ex instanceof ClosedChannelException)) ? Reply.ANSWERED : Reply.NONE;
	}

	// May be called by any thread
	@Override
	public void close() {
		this.reply = Reply.NONE;
		SocketChannel channel = this.channel;
		this.channel = null;
		if (channel == null) {
			return;
		}
		try {
			channel.close();
		}
		catch (IOException ex) {
			// Closed anyway
		}
	}

	enum Reply {

		/** There is none, or it could not be opened, for example without a network. */
		NONE,

		PENDING,

		/** The server has closed or reset it. */
		ANSWERED,

		REFUSED

	}

}
