package dev.healthcheck.spring.appserver;

import java.time.Duration;

import dev.healthcheck.spring.appserver.HalfClose.Reply;
import dev.healthcheck.spring.appserver.ProofOfDeath.Look;
import org.jspecify.annotations.Nullable;

/**
 * Decides when to open a connection to a connector, and how long it may stay unanswered.
 */
final class Silence {

	static final Duration UNANSWERED = Duration.ofSeconds(10);

	static final Duration BETWEEN_CONNECTIONS = Duration.ofSeconds(5);

	private static final int TIMES = 2;

	private @Nullable Long openedAt;

	private long silentSince;

	private int unanswered;

	private boolean answeredBefore;

	/** Holds until the connector works again, even if a dead one fills up. */
	private boolean proof;

	// After a gap, nothing is known about the time since the last look
	Action take(long now, Look look, boolean finished, boolean gap) {
		ConnectorState state = look.state();
		boolean answered = look.reply() == Reply.ANSWERED;
		boolean watched = state.address() != null && state.accepting() && state.dead() == null;
		this.answeredBefore |= answered;
		if (answered || finished || !watched) {
			this.unanswered = 0;
			this.proof = false;
		}
		if (!watched) {
			return Action.CLOSE;
		}
		Action action = (look.reply() == Reply.PENDING) ? pending(now, look, finished || gap)
				: next(now, look, finished);
		if (action == Action.OPEN) {
			this.openedAt = now;
			this.silentSince = (this.unanswered > 0) ? this.silentSince : now;
		}
		return action;
	}

	private Action pending(long now, Look look, boolean interrupted) {
		if (interrupted || !look.isRoomy()) {
			// It may have waited behind others, and proves nothing
			this.unanswered = 0;
			return Action.CLOSE;
		}
		if (this.openedAt != null && now - this.openedAt < UNANSWERED.toNanos()) {
			return Action.NONE;
		}
		this.unanswered++;
		ServerState counters = look.state().counters();
		this.proof |= this.unanswered >= TIMES && this.answeredBefore && counters.hasFreeThread()
				&& counters.finished() != null;
		return Action.OPEN;
	}

	private Action next(long now, Look look, boolean finished) {
		// A refused connection needs no thread
		boolean gone = look.reply() == Reply.REFUSED || (look.listener().known() && !look.listener().present());
		boolean due = this.openedAt == null || now - this.openedAt >= BETWEEN_CONNECTIONS.toNanos();
		return (gone || (due && !finished && look.isRoomy())) ? Action.OPEN : Action.NONE;
	}

	boolean isProof() {
		return this.proof;
	}

	boolean isAnsweredBefore() {
		return this.answeredBefore;
	}

	Duration lasts(long now) {
		return (this.unanswered > 0) ? Duration.ofNanos(now - this.silentSince) : Duration.ZERO;
	}

	enum Action {

		NONE,

		/** Replaces the current one. */
		OPEN,

		CLOSE

	}

}
