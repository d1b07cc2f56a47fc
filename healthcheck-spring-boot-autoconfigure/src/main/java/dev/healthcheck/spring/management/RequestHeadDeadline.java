package dev.healthcheck.spring.management;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import reactor.netty.NettyPipeline;

/**
 * Closes a connection on which the head of a request takes too long to come. Reactor
 * Netty has time-outs for idle connections and for bodies, and none for heads. Used by
 * the event loop of its connection alone.
 */
final class RequestHeadDeadline {

	private final Channel channel;

	private final Duration timeout;

	/** The head of a first request is owed as soon as the connection is open. */
	private boolean betweenRequests = true;

	private @Nullable Future<?> deadline;

	private RequestHeadDeadline(Channel channel, Duration timeout) {
		this.channel = channel;
		this.timeout = timeout;
	}

	/**
	 * Set a deadline to the heads on a connection of HTTP/1.
	 * @param channel the connection
	 * @param timeout the time that a head may take
	 */
	static void add(Channel channel, Duration timeout) {
		ChannelPipeline pipeline = channel.pipeline();
		if (pipeline.get(NettyPipeline.HttpCodec) == null) {
			return;
		}
		RequestHeadDeadline deadline = new RequestHeadDeadline(channel, timeout);
		pipeline.addFirst("healthcheckBytes", deadline.new Bytes());
		pipeline.addAfter(NettyPipeline.HttpCodec, "healthcheckMessages", deadline.new Messages());
		deadline.begin();
	}

	private void begin() {
		if (this.betweenRequests && this.deadline == null) {
			this.deadline = this.channel.eventLoop()
				.schedule(this::close, this.timeout.toMillis(), TimeUnit.MILLISECONDS);
		}
	}

	private void close() {
		var unused = this.channel.close();
	}

	private void end() {
		if (this.deadline != null) {
			this.deadline.cancel(false);
			this.deadline = null;
		}
	}

	/**
	 * Stands before the decoder, which says nothing before a head is complete.
	 */
	private final class Bytes extends ChannelInboundHandlerAdapter {

		@Override
		public void channelRead(ChannelHandlerContext context, Object message) {
			begin();
			context.fireChannelRead(message);
		}

		@Override
		public void channelInactive(ChannelHandlerContext context) {
			end();
			context.fireChannelInactive();
		}

	}

	/**
	 * Stands behind the decoder.
	 */
	private final class Messages extends ChannelInboundHandlerAdapter {

		@Override
		public void channelRead(ChannelHandlerContext context, Object message) {
			if (message instanceof HttpRequest) {
				RequestHeadDeadline.this.betweenRequests = false;
				end();
			}
			if (message instanceof LastHttpContent) {
				RequestHeadDeadline.this.betweenRequests = true;
			}
			context.fireChannelRead(message);
		}

	}

}
