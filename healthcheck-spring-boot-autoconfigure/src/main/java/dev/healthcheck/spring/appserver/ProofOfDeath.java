package dev.healthcheck.spring.appserver;

import java.time.Duration;
import java.util.Objects;

import dev.healthcheck.spring.appserver.HalfClose.Reply;
import dev.healthcheck.spring.appserver.ListenerTable.Listener;
import dev.healthcheck.spring.appserver.Silence.Action;
import org.jspecify.annotations.Nullable;

/**
 * Decides from successive looks whether a connector is dead. Slowness proves nothing: a
 * fault must last for a time, in which each look finds it, the connector has room, and
 * nothing shows that it works. A fault also proves nothing if the same has never worked
 * here, for example in a sandbox.
 */
final class ProofOfDeath {

	static final Duration REFUSED = Duration.ofSeconds(1);

	static final Duration NO_DESCRIPTORS = Duration.ofSeconds(3);

	static final Duration NOT_ACCEPTED = Duration.ofSeconds(10);

	/** In a longer pause between two looks, this process was stopped or starved. */
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
		// Each look must reach each streak
		boolean refused = this.refused.lasts(now, isRefused(look));
		boolean withoutDescriptors = this.withoutDescriptors.lasts(now, this.openedBefore && !look.descriptors());
		boolean notAccepted = this.notAccepted.lasts(now,
				waiting > 0 && state.acceptorThread() && !state.atLimit() && !moved);
		if (!state.accepting() && this.acceptedBefore) {
			return state.label() + " is closed, stopped or paused";
		}
		// Boot stops the threads of a server without a port in the moment of its start
		if (state.dead() != null && this.acceptedBefore) {
			return state.label() + " is dead: its " + state.dead() + " has ended";
		}
		if (refused) {
			return state.label() + " refuses connections";
		}
		if (withoutDescriptors) {
			return "no file descriptor is left for a connection to " + state.label();
		}
		if (notAccepted) {
			return "%s accepts no connections, %d are waiting".formatted(state.label(), waiting);
		}
		return this.silence.isProof() ? state.label() + " does not respond, although threads are free" : null;
	}

	// A listening port does not refuse connections: a firewall does
	private boolean isRefused(Look look) {
		return look.reply() == Reply.REFUSED && !look.listener().present()
				&& (this.silence.isAnsweredBefore() || this.listedBefore);
	}

	/**
	 * Value object for the state of a connector at one time.
	 *
	 * @param descriptors whether a file descriptor is left
	 * @param reply to the connection of this process
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
	 * Value object for the conclusion from all looks.
	 *
	 * @param reason why the connector is dead, or {@code null} if nothing proves it
	 * @param silent time for which connections have been unanswered; zero if none
	 */
	record Verdict(@Nullable String reason, Action action, Duration silent) {
	}

	/** Measures whether a fault has been there at each look for long enough. */
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
