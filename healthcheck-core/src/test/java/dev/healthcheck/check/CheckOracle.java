package dev.healthcheck.check;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleSupplier;

import dev.healthcheck.check.CheckStatistics.RunOutcome;
import org.jspecify.annotations.Nullable;

/**
 * What must become of one check, told as plainly as it can be: no threads, no locks, no
 * timers, and nothing of what it is to judge but the names of statuses. Times are
 * nanoseconds from zero.
 */
final class CheckOracle {

	private static final List<String> SEVERITY = List.of("UP", "other", "DEGRADED", "OUT_OF_SERVICE", "DOWN",
			"MAINTENANCE");

	/** Runs that are queued, those that nobody wants any more among them. */
	final Deque<Flight> queue = new ArrayDeque<>();

	final List<Event> events = new ArrayList<>();

	final Map<RunOutcome, Long> counts = new EnumMap<>(RunOutcome.class);

	private final CheckSettings settings;

	private final Policy policy;

	private final boolean starting;

	private final DoubleSupplier jitter;

	private final BooleanSupplier refusing;

	private boolean running;

	private long due;

	private @Nullable String verdict;

	private @Nullable String last;

	/** How many of the last definitive results, in a row, were of one kind. */
	private int streak;

	private @Nullable String because;

	private @Nullable Flight flight;

	private @Nullable Flight leftOver;

	private boolean again;

	private @Nullable Long launchAt;

	private String announced;

	/** What a run in flight is known to end with, as long as that is known. */
	@Nullable String earlyFailure;

	CheckOracle(CheckSettings settings, Policy policy, boolean starting, long now, DoubleSupplier jitter,
			BooleanSupplier refusing) {
		this.settings = settings;
		this.policy = policy;
		this.starting = starting;
		this.due = now;
		this.jitter = jitter;
		this.refusing = refusing;
		this.announced = shown(now);
	}

	void start(long now) {
		this.running = true;
		this.due = now;
		launch(now);
		announce(now);
	}

	void stop() {
		this.running = false;
		this.again = false;
		this.launchAt = null;
		if (this.flight != null && this.flight.begun) {
			this.flight.interrupted = true;
			this.leftOver = this.flight;
		}
		this.flight = null;
	}

	void refresh(long now) {
		if (this.flight != null) {
			this.again = true;
		}
		else if (this.running) {
			launch(now);
		}
	}

	private void launch(long now) {
		this.launchAt = null;
		this.again = false;
		if (this.leftOver != null) {
			return;
		}
		if (this.refusing.getAsBoolean()) {
			this.launchAt = now + 1_000_000_000;
			return;
		}
		this.flight = new Flight();
		this.queue.add(this.flight);
	}

	/**
	 * Take the run that has waited longest.
	 * @param now the time
	 * @return the run, begun if it is still wanted
	 */
	Flight begin(long now) {
		Flight next = this.queue.remove();
		if (next == this.flight) {
			next.begun = true;
			next.startedAt = now;
		}
		return next;
	}

	/**
	 * A run ends.
	 * @param run the run
	 * @param status what it found, or {@code null} if it could not tell
	 * @param why why it could not
	 * @param now the time
	 */
	void end(Flight run, @Nullable String status, @Nullable String why, long now) {
		if (run == this.leftOver) {
			this.leftOver = null;
			if (this.running) {
				launch(now);
			}
			return;
		}
		if (run != this.flight) {
			return;
		}
		this.flight = null;
		count(run, status, now);
		if (!run.counted) {
			this.because = why;
			boolean late = now - run.startedAt > nanos(this.settings.timeout());
			this.counts.merge(late ? RunOutcome.TIMEOUT : RunOutcome.INCONCLUSIVE, 1L, Long::sum);
		}
		long next = run.counted ? this.due : now + pause(this.settings.failureTtl());
		this.launchAt = this.again ? now : Math.max(now, next);
		announce(now);
	}

	private void count(Flight run, @Nullable String status, long now) {
		if (status == null || run.counted || now - run.startedAt > nanos(this.settings.timeout())) {
			return;
		}
		run.counted = true;
		this.counts.merge(fails(status) ? RunOutcome.FAIL : RunOutcome.PASS, 1L, Long::sum);
		this.streak = (this.last != null && fails(this.last) == fails(status)) ? this.streak + 1 : 1;
		this.last = status;
		this.because = null;
		int enough = fails(status) ? this.settings.failureThreshold() : this.settings.successThreshold();
		if (this.verdict == null || fails(this.verdict) == fails(status) || this.streak >= enough) {
			this.verdict = status;
		}
		if (isContradicted()) {
			this.due = now + (long) (nanos(this.settings.retryDelay()) * this.jitter.getAsDouble());
		}
		else {
			this.due = now + pause(fails(this.verdict) ? this.settings.failureTtl() : this.settings.successTtl());
		}
	}

	private boolean isContradicted() {
		return this.verdict != null && this.last != null && fails(this.verdict) != fails(this.last);
	}

	private long pause(Duration ttl) {
		long pause = ttl.isZero() ? 100_000_000 : nanos(ttl);
		return (long) (pause * this.jitter.getAsDouble());
	}

	/**
	 * Let time pass.
	 * @param now the time it is then
	 */
	void advance(long now) {
		for (@Nullable
		Long at = next(); at != null && at <= now; at = next()) {
			if (this.launchAt != null && this.launchAt <= at) {
				this.launchAt = null;
				if (this.flight == null) {
					launch(at);
				}
			}
			Flight run = this.flight;
			if (run != null && run.begun && run.asked < 4 && quarter(run) <= at) {
				run.asked++;
				if (run.asked < 4 && this.earlyFailure != null) {
					count(run, this.earlyFailure, at);
					run.interrupted = true;
				}
				run.interrupted |= run.asked == 4;
			}
			announce(at);
		}
	}

	/**
	 * Return when something next happens by itself.
	 * @return the time, or {@code null} if nothing does
	 */
	@Nullable Long next() {
		if (!this.running) {
			return null;
		}
		@Nullable Long next = this.launchAt;
		if (this.flight != null && this.flight.begun && this.flight.asked < 4) {
			next = earlier(next, quarter(this.flight));
		}
		if (!this.announced.endsWith(" late")) {
			next = earlier(next, lateAt());
		}
		else if (!shown(staleAt()).equals(this.announced)) {
			next = earlier(next, staleAt());
		}
		return next;
	}

	private static Long earlier(@Nullable Long time, long other) {
		return (time != null) ? Math.min(time, other) : other;
	}

	private long quarter(Flight run) {
		return run.startedAt + nanos(this.settings.timeout()) * (run.asked + 1) / 4;
	}

	private void announce(long now) {
		if (this.running && !shown(now).equals(this.announced)) {
			Event.add(this.events, new Event(now, this.announced, shown(now)));
			this.announced = shown(now);
		}
	}

	private String shown(long now) {
		return status(now) + (isLate(now) ? " late" : "");
	}

	String status(long now) {
		String status = (this.verdict != null) ? this.verdict : this.starting ? "OUT_OF_SERVICE" : "UNKNOWN";
		if (isStale(now)) {
			status = switch (this.policy) {
				case KEEP -> (this.verdict != null) ? this.verdict : "UNKNOWN";
				case DOWN -> worse(this.verdict, "DOWN");
				case DEGRADED, THROWS -> worse(this.verdict, "DEGRADED");
			};
		}
		return (!this.settings.critical() && status.equals("DOWN")) ? "DEGRADED" : status;
	}

	boolean isStarting(long now) {
		return this.starting && this.verdict == null && !isLate(now);
	}

	boolean isLate(long now) {
		return now >= lateAt();
	}

	private boolean isStale(long now) {
		return isLate(now) && (this.verdict == null || now >= staleAt());
	}

	/**
	 * Return what readers must see.
	 * @param now the time that they see
	 * @return all of it in words
	 */
	String published(long now) {
		return shown(now) + " for " + (isLate(now) ? now - lateAt() : 0) + " because "
				+ (isLate(now) ? this.because : null) + ", starting " + isStarting(now) + ", stands " + this.verdict
				+ ", last " + this.last + ", " + this.counts;
	}

	private long lateAt() {
		return this.due + nanos(this.settings.timeout());
	}

	private long staleAt() {
		return lateAt() + nanos(this.settings.staleAfter());
	}

	/**
	 * Return the state that this is in, without times and numbers.
	 * @param now the time that readers see
	 * @return the state
	 */
	String state(long now) {
		String side = (this.verdict != null) ? (fails(this.verdict) ? "failing" : "passing") : "no verdict";
		String late = isStale(now) ? "stale" : isLate(now) ? "late" : "in time";
		String run = (this.leftOver != null) ? "left over" : "none";
		if (this.flight != null) {
			run = this.flight.counted ? "earlyFailure" : this.flight.begun ? "running" : "queued";
		}
		return side + (isContradicted() ? " contradicted" : "") + ", " + late + ", run " + run
				+ (this.again ? " and again" : "") + (this.running ? "" : ", stopped");
	}

	private static boolean fails(String status) {
		return SEVERITY.indexOf(status) >= SEVERITY.indexOf("OUT_OF_SERVICE");
	}

	private static String worse(@Nullable String status, String other) {
		return (status != null && severity(status) >= severity(other)) ? status : other;
	}

	private static int severity(String status) {
		int severity = SEVERITY.indexOf(status);
		return (severity >= 0) ? severity : SEVERITY.indexOf("other");
	}

	private static long nanos(Duration duration) {
		return duration.toNanos();
	}

	/** A run, from the moment it is queued. */
	static final class Flight {

		boolean begun;

		boolean counted;

		boolean interrupted;

		private long startedAt;

		private int asked;

	}

	/**
	 * A change that is announced.
	 *
	 * @param at when
	 * @param from what was announced before
	 * @param to what is announced now
	 */
	record Event(long at, String from, String to) {

		/**
		 * Add an event. Of what happens at the same nanosecond anything may come first:
		 * it is one event.
		 * @param events the events so far
		 * @param event the event
		 */
		static void add(List<Event> events, Event event) {
			Event last = events.isEmpty() ? null : events.get(events.size() - 1);
			if (last == null || last.at != event.at) {
				events.add(event);
				return;
			}
			events.remove(last);
			if (!last.from.equals(event.to)) {
				events.add(new Event(event.at, last.from, event.to));
			}
		}

	}

	/** What decides once the check has been late for too long. */
	enum Policy {

		DEGRADED, DOWN, KEEP, THROWS

	}

}
