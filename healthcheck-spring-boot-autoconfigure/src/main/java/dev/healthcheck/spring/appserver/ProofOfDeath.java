package dev.healthcheck.spring.appserver;

import java.time.Duration;

import dev.healthcheck.spring.appserver.HalfClose.Reply;
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

	private final Streak refused = new Streak();

	private final Streak withoutDescriptors = new Streak();

	private final Streak notAccepted = new Streak();

	private final Silence silence = new Silence();

	private @Nullable Look last;

	private long lastAt;

	private boolean acceptedBefore;

	private boolean listedBefore;

	private boolean openedBefore;

	ProofOfDeath(boolean acceptedBefore) {
		this.acceptedBefore = acceptedBefore;
	}

	/**
	 * Take one look.
	 * @param now the time of the look, in nanoseconds of a monotonic clock
	 * @param look what was seen
	 * @return what follows from it, and those before
	 */
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
		boolean refused = this.refused.lasts(now, isRefused(look), REFUSED);
		boolean withoutDescriptors = this.withoutDescriptors.lasts(now, this.openedBefore && !look.descriptors(),
				NO_DESCRIPTORS);
		boolean notAccepted = this.notAccepted.lasts(now,
				waiting > 0 && state.acceptorThread() && !state.atLimit() && !moved, NOT_ACCEPTED);
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
	 * Value object for what follows from a look.
	 *
	 * @param reason why the connector is dead, or {@code null} if nothing proves it
	 * @param action what to do with the connection to it
	 * @param silent for how long it has left connections unanswered; zero if it has not
	 */
	record Verdict(@Nullable String reason, Action action, Duration silent) {
	}

}
