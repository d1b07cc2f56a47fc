package dev.healthcheck.spring.appserver;

import java.util.Objects;

import dev.healthcheck.spring.appserver.HalfClose.Reply;
import dev.healthcheck.spring.appserver.ListenerTable.Listener;
import org.jspecify.annotations.Nullable;

/**
 * Value object for all that was seen of a connector at one time.
 *
 * @param state what the server says of it
 * @param listener what the operating system says of its port
 * @param descriptors whether there is a file descriptor for a connection
 * @param reply what has come of the connection that this process has opened to it
 */
record Look(ConnectorState state, Listener listener, boolean descriptors, Reply reply) {

	/**
	 * Return whether a request has finished.
	 * @param before the look before this one, or {@code null} if this is the first
	 * @return whether one has finished since; {@code false} if that is not known
	 */
	boolean hasFinished(@Nullable Look before) {
		return before != null && !Objects.equals(this.state.counters().finished(), before.state.counters().finished());
	}

	/**
	 * Return whether a connection has been accepted.
	 * @param before the look before this one, or {@code null} if this is the first
	 * @return whether one has been accepted since, as far as that can be seen
	 */
	boolean hasAccepted(@Nullable Look before) {
		return before != null
				&& (!Objects.equals(this.state.counters().connections(), before.state.counters().connections())
						|| this.listener.waiting() < before.listener.waiting());
	}

	/**
	 * Return whether a connection would be accepted and find a thread.
	 * @return whether nothing is known to be in its way
	 */
	boolean isRoomy() {
		return !this.state.atLimit() && !this.state.counters().isSaturated();
	}

}
