package dev.healthcheck.server;

import java.util.function.Supplier;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.netty.util.ReferenceCountUtil;

/**
 * Sets a new connection up: what reads HTTP, with its bounds, what writes it, and what
 * answers.
 */
final class ConnectionSetup extends ChannelInitializer<Channel> {

	private final Supplier<ProbeConnection> connections;

	ConnectionSetup(Supplier<ProbeConnection> connections) {
		this.connections = connections;
	}

	@Override
	protected void initChannel(Channel channel) {
		ProbeConnection connection = this.connections.get();
		channel.pipeline().addLast(new Decoder(connection), new HttpResponseEncoder(), connection);
	}

	/** Tells the connection of bytes before they are a request. */
	private static final class Decoder extends HttpRequestDecoder {

		private final ProbeConnection connection;

		Decoder(ProbeConnection connection) {
			super(new HttpDecoderConfig().setMaxInitialLineLength(RequestHead.LINE)
				.setMaxHeaderSize(RequestHead.HEADERS));
			this.connection = connection;
		}

		@Override
		public void channelRead(ChannelHandlerContext context, Object bytes) throws Exception {
			if (this.connection.bytesCome(context)) {
				super.channelRead(context, bytes);
			}
			else {
				ReferenceCountUtil.release(bytes);
			}
		}

	}

}
