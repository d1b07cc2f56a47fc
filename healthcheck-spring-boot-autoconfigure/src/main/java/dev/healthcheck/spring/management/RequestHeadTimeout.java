package dev.healthcheck.spring.management;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.server.AbstractConnector;
import org.eclipse.jetty.server.ConnectionMetaData;
import org.eclipse.jetty.util.NanoTime;
import org.eclipse.jetty.util.component.AbstractLifeCycle;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;

/**
 * Closes the connections of a Jetty connector on which the head of a request takes too
 * long to come. Jetty's own time-out begins again with each byte, so that a connection
 * that drips holds its place for ever.
 *
 * <p>
 * Looks at all connections every now and then, on Jetty's scheduler, and so is late by at
 * most a quarter of the time-out, and no more than a second.
 */
final class RequestHeadTimeout extends AbstractLifeCycle {

	private final AbstractConnector connector;

	private final long timeout;

	private final long period;

	/** Used by one look after another. */
	private Map<EndPoint, Progress> connections = Map.of();

	private volatile Scheduler.@Nullable Task next;

	RequestHeadTimeout(AbstractConnector connector, Duration timeout) {
		this.connector = connector;
		this.timeout = timeout.toNanos();
		this.period = Math.max(1, Math.min(1000, timeout.toMillis() / 4));
	}

	@Override
	protected void doStart() {
		schedule();
	}

	@Override
	protected void doStop() {
		Scheduler.Task task = this.next;
		if (task != null) {
			task.cancel();
		}
	}

	private void schedule() {
		this.next = this.connector.getScheduler().schedule(this::look, this.period, TimeUnit.MILLISECONDS);
	}

	private void look() {
		try {
			closeOverdue(NanoTime.now());
		}
		finally {
			if (isRunning()) {
				schedule();
			}
		}
	}

	private void closeOverdue(long now) {
		Map<EndPoint, Progress> connections = new HashMap<>();
		for (EndPoint endPoint : this.connector.getConnectedEndPoints()) {
			Connection connection = endPoint.getConnection();
			if (connection instanceof SslConnection ssl) {
				connection = ssl.getSslEndPoint().getConnection();
			}
			// HTTP/2 carries many requests at a time, and has no such count
			if (!(connection instanceof ConnectionMetaData)) {
				continue;
			}
			Progress progress = Progress.of(connection, this.connections.get(endPoint), now);
			if (progress.since() != null && NanoTime.elapsed(progress.since(), now) > this.timeout) {
				endPoint.close(new TimeoutException("The head of the request took too long"));
			}
			else {
				connections.put(endPoint, progress);
			}
		}
		this.connections = connections;
	}

	/**
	 * How far a connection has come.
	 *
	 * @param requests the number of requests whose heads are complete
	 * @param bytes the number of bytes that have come
	 * @param since when the head of a further request was first seen to be coming, or
	 * {@code null} if none is
	 */
	private record Progress(long requests, long bytes, @Nullable Long since) {

		static Progress of(Connection connection, @Nullable Progress before, long now) {
			long requests = connection.getMessagesIn();
			long bytes = connection.getBytesIn();
			if (requests > connection.getMessagesOut()) {
				return new Progress(requests, bytes, null);
			}
			if (before == null || before.requests != requests) {
				// A connection that is new owes a request
				return new Progress(requests, bytes, (requests == 0) ? Long.valueOf(now) : null);
			}
			return (before.since == null && before.bytes != bytes) ? new Progress(requests, bytes, now) : before;
		}

	}

}
