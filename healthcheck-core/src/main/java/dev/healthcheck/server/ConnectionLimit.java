package dev.healthcheck.server;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

/**
 * Knows the open connections, and stops to accept while there are as many as there may
 * be; further ones wait in the operating system's queue. Touched by the thread that
 * accepts connections alone, which serves them too.
 */
final class ConnectionLimit extends ChannelInboundHandlerAdapter {

	private final int maximum;

	private final Set<Channel> open = new HashSet<>();

	ConnectionLimit(int maximum) {
		this.maximum = maximum;
	}

	@Override
	public void channelRead(ChannelHandlerContext context, Object accepted) {
		Channel connection = (Channel) accepted;
		this.open.add(connection);
		connection.closeFuture().addListener((closed) -> {
			this.open.remove(connection);
			accept(context);
		});
		accept(context);
		context.fireChannelRead(connection);
	}

	private void accept(ChannelHandlerContext context) {
		context.channel().config().setAutoRead(this.open.size() < this.maximum);
	}

	/**
	 * Close all connections. An event loop that shuts down does not always do so.
	 */
	void closeAll() {
		for (Channel connection : List.copyOf(this.open)) {
			var unused = connection.close();
		}
	}

}
