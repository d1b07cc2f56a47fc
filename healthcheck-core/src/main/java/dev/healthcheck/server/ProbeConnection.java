package dev.healthcheck.server;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import dev.healthcheck.probe.ProbeResponse;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * One connection: one request after the other, each answered before the next one is
 * looked at. At any time but while an answer is made there is a moment at which the
 * connection ends unless its state changes, so that no asker can hold it for long.
 *
 * <p>
 * Touched by the thread that serves the connection alone.
 */
final class ProbeConnection extends ChannelInboundHandlerAdapter {

	/** How long a connection whose last answer is written waits for its asker. */
	private static final Duration LINGER = Duration.ofSeconds(1);

	private final ProbeServerLimits limits;

	private final HttpAnswers answers;

	private final ThreadPoolExecutor threads;

	/** How long an answer waits for a thread. */
	private final Duration patience;

	/** Requests that came in one piece with the one that is being answered. */
	private final Queue<RequestHead> pipelined = new ArrayDeque<>();

	private State state = State.HEAD;

	private boolean inputClosed;

	private @Nullable Future<?> deadline;

	ProbeConnection(ProbeServerLimits limits, HttpAnswers answers, ThreadPoolExecutor threads, Duration patience) {
		this.limits = limits;
		this.answers = answers;
		this.threads = threads;
		this.patience = patience;
	}

	@Override
	public void channelActive(ChannelHandlerContext context) {
		within(context, this.limits.connectionTimeout(), () -> drop(context));
	}

	/**
	 * Take note that bytes have come, complete requests or not.
	 * @param context a context of this connection
	 * @return whether they are looked at
	 */
	boolean bytesCome(ChannelHandlerContext context) {
		if (this.state == State.IDLE) {
			this.state = State.HEAD;
			within(context, this.limits.connectionTimeout(), () -> drop(context));
		}
		return this.state != State.CLOSING;
	}

	@Override
	public void channelRead(ChannelHandlerContext context, Object message) {
		ReferenceCountUtil.release(message);
		if (message instanceof HttpRequest request && this.state != State.CLOSING) {
			this.pipelined.add(RequestHead.of(request));
			answerNext(context);
		}
	}

	private void answerNext(ChannelHandlerContext context) {
		while (this.state == State.IDLE || this.state == State.HEAD) {
			RequestHead head = this.pipelined.poll();
			if (head == null) {
				break;
			}
			if (head.error() != 0) {
				answer(context, head, HttpAnswers.error(head.error()));
			}
			else if (this.answers.isPublished(head.request())) {
				answer(context, head, this.answers.answer(head.request()));
			}
			else {
				answerLater(context, head);
			}
		}
		read(context);
	}

	private void answerLater(ChannelHandlerContext context, RequestHead head) {
		this.state = State.ANSWERING;
		SlowAnswer slow = new SlowAnswer(() -> this.answers.answer(head.request()),
				(answer) -> hand(context, () -> resume(context, head, answer)));
		within(context, this.patience, () -> {
			if (slow.giveUp()) {
				this.threads.remove(slow);
				resume(context, head, HttpAnswers.error(503));
			}
		});
		try {
			this.threads.execute(slow);
		}
		catch (RejectedExecutionException | OutOfMemoryError ex) {
			// Too many wait already, or there is no memory for a thread
			if (slow.giveUp()) {
				answer(context, head, HttpAnswers.error(503));
			}
		}
	}

	private static void hand(ChannelHandlerContext context, Runnable answer) {
		try {
			context.executor().execute(answer);
		}
		catch (RejectedExecutionException ex) {
			// The server has been closed
		}
	}

	private void resume(ChannelHandlerContext context, RequestHead head, ProbeResponse answer) {
		answer(context, head, answer);
		answerNext(context);
	}

	private void answer(ChannelHandlerContext context, RequestHead head, ProbeResponse answer) {
		boolean keepAlive = head.keepAlive() && !this.inputClosed;
		ChannelFuture written = context.writeAndFlush(this.answers.http(head.request().method(), answer, keepAlive));
		if (keepAlive) {
			this.state = State.IDLE;
			within(context, this.limits.keepAliveTimeout(), () -> drop(context));
		}
		else {
			close(context, written);
		}
	}

	/**
	 * Close the connection, but not before its asker has had a moment to read the answer:
	 * closing while bytes of a body come in would take the answer away from it (RFC 9112,
	 * section 9.6).
	 * @param context the context of this connection
	 * @param written done when the answer has been written
	 */
	private void close(ChannelHandlerContext context, ChannelFuture written) {
		this.state = State.CLOSING;
		this.pipelined.clear();
		within(context, this.limits.connectionTimeout(), () -> drop(context));
		written.addListener((done) -> {
			if (!done.isSuccess() || this.inputClosed || !(context.channel() instanceof DuplexChannel channel)) {
				drop(context);
				return;
			}
			var unused = channel.shutdownOutput();
			within(context, LINGER, () -> drop(context));
		});
	}

	@Override
	public void userEventTriggered(ChannelHandlerContext context, Object event) {
		if (event instanceof ChannelInputShutdownEvent) {
			this.inputClosed = true;
			if (this.state != State.ANSWERING) {
				// Behind what is still being written
				context.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
			}
		}
	}

	@Override
	public void channelWritabilityChanged(ChannelHandlerContext context) {
		read(context);
	}

	// Who does not take answers is not asked for questions
	private void read(ChannelHandlerContext context) {
		context.channel().config().setAutoRead(this.state != State.ANSWERING && context.channel().isWritable());
	}

	@Override
	public void channelInactive(ChannelHandlerContext context) {
		this.state = State.CLOSING;
		this.pipelined.clear();
		if (this.deadline != null) {
			this.deadline.cancel(false);
		}
	}

	@Override
	public void exceptionCaught(ChannelHandlerContext context, Throwable failure) {
		drop(context);
	}

	private static void drop(ChannelHandlerContext context) {
		var unused = context.close();
	}

	private void within(ChannelHandlerContext context, Duration time, Runnable end) {
		if (this.deadline != null) {
			this.deadline.cancel(false);
		}
		this.deadline = context.channel().isActive()
				? context.executor().schedule(end, time.toNanos(), TimeUnit.NANOSECONDS) : null;
	}

	private enum State {

		/** Waits for a head, or for the rest of one. */
		HEAD,

		/** Waits for the first byte of the next head. */
		IDLE,

		/** Another thread makes an answer. */
		ANSWERING,

		/** Has answered for the last time. */
		CLOSING

	}

}
