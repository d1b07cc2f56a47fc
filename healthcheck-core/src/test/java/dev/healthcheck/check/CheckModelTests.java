package dev.healthcheck.check;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;

import dev.healthcheck.check.CheckStatistics.RunOutcome;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Drives the runner at random and compares, after each step, all that it publishes with
 * what a {@link CheckOracle} says. Runs are held on threads of their own, in step with
 * the test, and end in any order; time and chance are the test's. The system property
 * {@code figures.model.steps} sets how many steps.
 */
class CheckModelTests {

	private static final int STEPS = Integer.getInteger("figures.model.steps", 50_000);

	/** Steps of one runner: an application becomes ready once. */
	private static final int EPISODE = 500;

	/** No run, one left over, or one of three stages, each to be repeated or not. */
	private static final int STATES = 136;

	private static final List<String> NAMES = List.of("a", "b", "c");

	private final ExecutorService threads = Executors.newCachedThreadPool();

	private final TreeSet<String> states = new TreeSet<>();

	private final List<String> trace = new ArrayList<>();

	private Random random = new Random(0);

	private FakeRuntime fake = new FakeRuntime();

	private CheckRunner runner = this.fake.runner();

	private final Map<String, List<CheckOracle.Event>> events = new HashMap<>();

	private final Map<String, Subject> subjects = new LinkedHashMap<>();

	private final List<Held> held = new ArrayList<>();

	private long wallClockStep;

	private double jitter;

	private boolean refusing;

	private boolean ready;

	private long frozenAt;

	@AfterEach
	void end() {
		this.threads.shutdownNow();
	}

	@Test
	void publishesWhatTheOracleSays() throws Exception {
		for (int step = 0; step < STEPS; step++) {
			if (step % EPISODE == 0) {
				begin(step / EPISODE);
			}
			String action = act();
			this.trace.add(action);
			advance(0);
			compare();
		}
		endAll();
		System.out.printf("Model: %d steps, %d of %d states visited%n", STEPS, this.states.size(), STATES);
		assertThat(this.states).hasSizeLessThanOrEqualTo(STATES);
		// A quarter of the steps that the build does visits as many
		assertThat(this.states).hasSizeGreaterThan(STATES * 9 / 10);
	}

	private void begin(int episode) throws Exception {
		endAll();
		this.random = new Random(episode);
		this.fake = new FakeRuntime();
		CheckRuntime real = this.fake.runtime();
		this.runner = new CheckRunner(this.fake, CheckSettings.defaults(), (name, settings) -> settings,
				new CheckRuntime(real.ticker(), () -> real.clock().instant().plusNanos(this.wallClockStep),
						() -> this.jitter, real.interrupts(), real.earlyFailures(), real.schedulers()),
				this::note);
		this.jitter = 1;
		this.refusing = false;
		this.ready = false;
		this.frozenAt = 0;
		this.trace.clear();
		this.trace.add("episode " + episode);
	}

	/** End what still runs, so that no thread is left behind. */
	private void endAll() throws Exception {
		for (Held held : List.copyOf(this.held)) {
			end(held);
		}
		this.subjects.clear();
		this.events.clear();
	}

	private boolean note(CheckChange change) {
		CheckOracle.Event.add(this.events.computeIfAbsent(change.name(), (name) -> new ArrayList<>()),
				new CheckOracle.Event(now(), shown(change.from()), shown(change.to())));
		return true;
	}

	private static String shown(CheckVerdict verdict) {
		return verdict.status() + (verdict.isLate() ? " late" : "");
	}

	private String act() throws Exception {
		String name = NAMES.get(this.random.nextInt(NAMES.size()));
		Subject subject = this.subjects.get(name);
		int chance = this.random.nextInt(100);
		if (chance < 2) {
			return this.runner.isRunning() ? stop() : start();
		}
		if (chance < 3) {
			this.ready = true;
			this.runner.ready();
			return "ready";
		}
		if (chance < 5) {
			this.jitter = 0.9 + 0.2 * this.random.nextDouble();
			this.refusing = this.random.nextInt(4) == 0;
			this.wallClockStep += this.random.nextLong(Duration.ofHours(-1).toNanos(), Duration.ofHours(1).toNanos());
			return "jitter " + this.jitter + ", refusing " + this.refusing + ", the wall clock steps";
		}
		if (subject == null) {
			return register(name);
		}
		if (chance < 6) {
			this.subjects.remove(name);
			subject.oracle.stop();
			assertThat(this.runner.unregister(name)).isTrue();
			return "unregister " + name;
		}
		if (chance < 10) {
			this.runner.refresh(name);
			subject.oracle.refresh(now());
			return "refresh " + name;
		}
		if (chance < 13) {
			subject.earlyFailure = (subject.earlyFailure == null) ? answer() : null;
			subject.oracle.earlyFailure = (subject.earlyFailure != null) ? subject.earlyFailure.status().code() : null;
			return "foresee for " + name + " " + subject.oracle.earlyFailure;
		}
		if (chance < 40 && !subject.queue.isEmpty()) {
			return begin(name, subject);
		}
		if (chance < 60 && !this.held.isEmpty()) {
			return end(this.held.get(this.random.nextInt(this.held.size())));
		}
		return pass(subject);
	}

	private String start() {
		this.runner.start();
		this.subjects.values().forEach((subject) -> subject.oracle.start(now()));
		return "start";
	}

	private String stop() {
		this.runner.stop();
		this.frozenAt = now();
		this.subjects.values().forEach((subject) -> subject.oracle.stop());
		return "stop";
	}

	private String register(String name) {
		CheckOracle.Policy policy = pick(CheckOracle.Policy.values());
		CheckSettings settings = new CheckSettings(seconds(0, 1, 27), seconds(0, 2, 9), seconds(0, 1), seconds(1, 10),
				seconds(0, 3, 60), 1 + this.random.nextInt(3), 1 + this.random.nextInt(3), onTimeout(policy),
				this.random.nextInt(4) > 0);
		Subject subject = new Subject(
				new CheckOracle(settings, policy, !this.ready, now(), () -> this.jitter, () -> this.refusing));
		this.subjects.put(name, subject);
		this.events.remove(name);
		this.runner.register(name, subject, settings, subject);
		if (this.runner.isRunning()) {
			subject.oracle.start(now());
		}
		return "register " + name + " " + policy + " " + settings;
	}

	private Duration seconds(int... choice) {
		return Duration.ofSeconds(choice[this.random.nextInt(choice.length)]);
	}

	private static OnTimeout onTimeout(CheckOracle.Policy policy) {
		return switch (policy) {
			case DEGRADED -> OnTimeout.degraded();
			case DOWN -> OnTimeout.down();
			case KEEP -> OnTimeout.keep();
			case THROWS -> (last) -> {
				throw new IllegalStateException("no idea");
			};
		};
	}

	private String begin(String name, Subject subject) {
		CheckOracle.Flight flight = subject.oracle.begin(now());
		Lane lane = new Lane();
		boolean called = lane.begin(this.threads, subject.queue.remove());
		assertThat(called).as(this.trace::toString).isEqualTo(flight.begun);
		if (called) {
			this.held.add(new Held(name, subject.oracle, flight, lane));
		}
		return "begin " + name + (called ? "" : ", not wanted any more");
	}

	private String end(Held held) throws Exception {
		this.held.remove(held);
		int kind = this.random.nextInt(10);
		if (kind == 0) {
			held.end("DOWN", null, now(), () -> {
				throw new StackOverflowError();
			});
			return "throw " + held.name;
		}
		if (kind == 1) {
			held.end(null, "busy", now(), () -> {
				throw new InconclusiveException("busy");
			});
			return "inconclusive " + held.name;
		}
		if (kind == 2) {
			held.end("DOWN", null, now(), CheckModelTests::nothing);
			return "null " + held.name;
		}
		CheckResult answer = answer();
		held.end(answer.status().code(), null, now(), () -> answer);
		return "end " + held.name + " " + answer.status();
	}

	@SuppressWarnings("NullAway")
	private static CheckResult nothing() {
		return null;
	}

	private CheckResult answer() {
		return CheckResult.of(new CheckStatus(
				pick("UP", "UP", "UP", "DOWN", "DOWN", "DEGRADED", "OUT_OF_SERVICE", "MAINTENANCE", "WARM", "UNKNOWN")),
				null);
	}

	/** Let some time pass: often to the very nanosecond at which something happens. */
	private String pass(Subject subject) {
		Long next = subject.oracle.next();
		long nanos = (next != null && this.random.nextInt(3) > 0) ? next - now() + this.random.nextInt(3) - 1
				: (long) Math.pow(10, 11 * this.random.nextDouble());
		return advance(Math.max(0, nanos));
	}

	private String advance(long nanos) {
		this.fake.advance(Duration.ofNanos(nanos));
		this.subjects.values().forEach((subject) -> subject.oracle.advance(now()));
		return "advance " + Duration.ofNanos(nanos);
	}

	private void compare() {
		long now = this.runner.isRunning() ? now() : this.frozenAt;
		assertThat(this.runner.names()).containsExactlyElementsOf(this.subjects.keySet());
		this.subjects.forEach((name, subject) -> {
			if (!published(name).equals(subject.oracle.published(now))
					|| subject.queue.size() != subject.oracle.queue.size()
					|| !this.events.getOrDefault(name, List.of()).equals(subject.oracle.events)) {
				assertThat(published(name) + ", " + subject.queue.size() + " queued, " + this.events.get(name))
					.as(() -> name + " after " + this.trace)
					.isEqualTo(subject.oracle.published(now) + ", " + subject.oracle.queue.size() + " queued, "
							+ subject.oracle.events);
			}
			subject.oracle.events.clear();
			this.events.remove(name);
			this.states.add(subject.oracle.state(now));
		});
	}

	private String published(String name) {
		CheckStatistics statistics = Objects.requireNonNull(this.runner.statistics(name));
		CheckVerdict verdict = statistics.verdict();
		assertThat(this.runner.verdict(name)).isEqualTo(verdict);
		Map<RunOutcome, Long> counts = new EnumMap<>(RunOutcome.class);
		statistics.runs().forEach((outcome, runs) -> counts.put(outcome, runs.count()));
		Duration late = verdict.lateFor();
		return shown(verdict) + " for " + ((late != null) ? late.toNanos() : 0) + " because " + verdict.lateReason()
				+ ", starting " + verdict.starting() + ", stands " + status(verdict.result()) + ", last "
				+ ((verdict.lastRun() != null) ? status(verdict.lastRun().result()) : null) + ", " + counts;
	}

	private static @Nullable String status(@Nullable CheckResult result) {
		return (result != null) ? result.status().code() : null;
	}

	private long now() {
		return this.fake.elapsed().toNanos();
	}

	@SafeVarargs
	private <T> T pick(T... choice) {
		return choice[this.random.nextInt(choice.length)];
	}

	/**
	 * A check under test: what it answers, the runs that wait for a thread, its oracle.
	 */
	private final class Subject implements Check, Executor {

		private final Deque<Runnable> queue = new ArrayDeque<>();

		private final CheckOracle oracle;

		private @Nullable CheckResult earlyFailure;

		Subject(CheckOracle oracle) {
			this.oracle = oracle;
		}

		@Override
		public CheckResult run() throws Exception {
			return Lane.hold();
		}

		@Override
		public @Nullable CheckResult earlyFailure() {
			return this.earlyFailure;
		}

		@Override
		public void execute(Runnable run) {
			if (CheckModelTests.this.refusing) {
				throw new RejectedExecutionException("no thread");
			}
			this.queue.add(run);
		}

	}

	/** A run whose check has been called. */
	private record Held(String name, CheckOracle oracle, CheckOracle.Flight flight, Lane lane) {

		void end(@Nullable String status, @Nullable String why, long now, Check answer) {
			this.oracle.end(this.flight, status, why, now);
			assertThat(this.lane.end(answer)).as("interrupted").isEqualTo(this.flight.interrupted);
		}

	}

}
