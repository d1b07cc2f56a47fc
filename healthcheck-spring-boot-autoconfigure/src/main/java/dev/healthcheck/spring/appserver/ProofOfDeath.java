package dev.healthcheck.spring.appserver;

import java.time.Duration;
import java.util.Objects;

import dev.healthcheck.spring.appserver.HalfClose.Reply;
import dev.healthcheck.spring.appserver.ListenerTable.Listener;
import dev.healthcheck.spring.appserver.Silence.Action;
import org.jspecify.annotations.Nullable;

/**
 * Decides from one look after another whether a connector is dead. Being slow proves
 * nothing, however slow it is: what must last counts only as long as each look finds it,
 * the connector has room, and nothing shows that it works. What has never worked here,
 * for example in a sandbox, proves nothing by failing.
 */
final class ProofOfDeath {

	static final Duration REFUSED = Duration.ofSeconds(1);

	static final Duration NO_DESCRIPTORS = Duration.ofSeconds(3);

	static final Duration NOT_ACCEPTED = Duration.ofSeconds(10);

	/** In a longer one this process was stopped or starved, and saw nothing. */
	static final Duration GAP = Duration.ofSeconds(3);

	private final Streak refused = new Streak(REFUSED);

	private final Streak withoutDescriptors = new Streak(NO_DESCRIPTORS);

	private final Streak notAccepted = new Streak(NOT_ACCEPTED);

	private final Silence silence = new Silence();

	private @Nullable Look last;

	private long lastAt;

	private boolean acceptedBefore;

	private boolean listedBefore;

	private boolean openedBefore;

	ProofOfDeath(boolean acceptedBefore) {
		this.acceptedBefore = acceptedBefore;
	}

	// Times are in nanoseconds of a monotonic clock
	Verdict take(long now, Look look) {
		boolean gap = this.last != null && now - this.lastAt > GAP.toNanos();
		if (gap) {
			this.withoutDescriptors.end();
			this.notAccepted.end();
		}
		this.acceptedBefore |= look.state().accepting();
		this.listedBefore |= look.listener().present();
		this.openedBefore |= look.descriptors();
		boolean finished = look.hasFinished(this.last);
		boolean moved = finished || look.hasAccepted(this.last) || look.reply() == Reply.ANSWERED;
		Action action = this.silence.take(now, look, finished, gap);
		String reason = reason(now, look, moved);
		this.last = look;
		this.lastAt = now;
		return new Verdict(reason, action, this.silence.lasts(now));
	}

	private @Nullable String reason(long now, Look look, boolean moved) {
		ConnectorState state = look.state();
		int waiting = look.listener().waiting();
		// All are asked each time, as each counts for how long
		boolean refused = this.refused.lasts(now, isRefused(look));
		boolean withoutDescriptors = this.withoutDescriptors.lasts(now, this.openedBefore && !look.descriptors());
		boolean notAccepted = this.notAccepted.lasts(now,
				waiting > 0 && state.acceptorThread() && !state.atLimit() && !moved);
		if (!state.accepting() && this.acceptedBefore) {
			return state.label() + " is closed, stopped or paused";
		}
		if (state.dead() != null) {
			return state.label() + " is dead: its " + state.dead() + " has ended";
		}
		if (refused) {
			return state.label() + " refuses connections";
		}
		if (withoutDescriptors) {
			return "no file descriptor is left for a connection to " + state.label();
		}
		if (notAccepted) {
			return "%s accepts no connection, and %d wait".formatted(state.label(), waiting);
		}
		return this.silence.isProof() ? state.label() + " does not answer, though threads are free" : null;
	}

	// A port that is listened on refuses nothing by itself: a firewall does
	private boolean isRefused(Look look) {
		return look.reply() == Reply.REFUSED && !look.listener().present()
				&& (this.silence.isAnsweredBefore() || this.listedBefore);
	}

	/**
	 * Value object for all that was seen of a connector at one time.
	 *
	 * @param descriptors whether there is a file descriptor for a connection
	 * @param reply what has come of the connection that this process has opened to it
	 */
	record Look(ConnectorState state, Listener listener, boolean descriptors, Reply reply) {

		private boolean hasFinished(@Nullable Look before) {
			return before != null
					&& !Objects.equals(this.state.counters().finished(), before.state.counters().finished());
		}

		private boolean hasAccepted(@Nullable Look before) {
			return before != null
					&& (!Objects.equals(this.state.counters().connections(), before.state.counters().connections())
							|| this.listener.waiting() < before.listener.waiting());
		}

		// Whether a connection would be accepted and find a thread, as far as known
		boolean isRoomy() {
			return !this.state.atLimit() && !this.state.counters().isSaturated();
		}

	}

	/**
	 * Value object for what follows from a look, and those before.
	 *
	 * @param reason why the connector is dead, or {@code null} if nothing proves it
	 * @param silent for how long it has left connections unanswered; zero if it has not
	 */
	record Verdict(@Nullable String reason, Action action, Duration silent) {
	}

	/** Measures whether something has been so at each look for long enough. */
	private static final class Streak {

		private final Duration atLeast;

		private @Nullable Long since;

		Streak(Duration atLeast) {
			this.atLeast = atLeast;
		}

		boolean lasts(long now, boolean so) {
			if (!so) {
				this.since = null;
				return false;
			}
			if (this.since == null) {
				this.since = now;
			}
			return now - this.since >= this.atLeast.toNanos();
		}

		void end() {
			this.since = null;
		}

	}

}
