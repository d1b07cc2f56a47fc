package dev.healthcheck.faults;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicIntegerArray;

import dev.healthcheck.check.CheckChange;
import dev.healthcheck.check.CheckListener;
import dev.healthcheck.check.CheckResult;
import dev.healthcheck.check.CheckRunner;
import dev.healthcheck.check.CheckSettings;
import dev.healthcheck.check.CheckThreads;
import dev.healthcheck.check.OnTimeout;
import org.jspecify.annotations.Nullable;

/**
 * Eight checks, three of which have a thread of their own, each due every second; a heap
 * that can be filled; and a listener that can hang.
 */
public final class HeapProgram implements CheckListener {

	private static final int CHECKS = 8;

	private final CheckRunner runner;

	private final AtomicIntegerArray runs = new AtomicIntegerArray(CHECKS);

	private final CountDownLatch never = new CountDownLatch(1);

	private volatile boolean hanging;

	private int registered;

	/** A list of arrays, each in the first place of the next. */
	private @Nullable Object[] fill;

	private HeapProgram() {
		this.runner = new CheckRunner(new CheckThreads("healthcheck-check", CHECKS), everySecond(),
				(name, settings) -> settings, List.of(this));
		for (int i = 0; i < CHECKS; i++) {
			int number = i;
			this.runner.register("check-" + i, () -> {
				this.runs.incrementAndGet(number);
				return CheckResult.up();
			}, everySecond(), new CheckThreads("own-" + i, 1));
		}
		this.runner.start();
	}

	private static CheckSettings everySecond() {
		Duration second = Duration.ofSeconds(1);
		return new CheckSettings(second, second, second, second, Duration.ofSeconds(60), 2, 1, OnTimeout.degraded(),
				true);
	}

	public static void main(String[] args) throws IOException {
		HeapProgram program = new HeapProgram();
		BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
		String line = in.readLine();
		while (line != null) {
			System.out.println(program.answer(line));
			line = in.readLine();
		}
	}

	private String answer(String line) {
		String[] words = line.split(" ", 2);
		return switch (words[0]) {
			case "fill" -> fill(Duration.ofMillis(Long.parseLong(words[1])));
			case "late" -> late();
			case "runs" -> this.runs.toString();
			case "hang" -> hang();
			case "register" -> register(Integer.parseInt(words[1]));
			default -> throw new IllegalArgumentException(line);
		};
	}

	/** Take each byte of the heap, and what is given back meanwhile, for a time. */
	private String fill(Duration time) {
		long until = System.nanoTime() + time.toNanos();
		int size = 1 << 20;
		while (System.nanoTime() - until < 0) {
			try {
				@Nullable Object[] next = new Object[size];
				next[0] = this.fill;
				this.fill = next;
			}
			catch (OutOfMemoryError ex) {
				size = Math.max(1, size / 2);
			}
		}
		this.fill = null;
		return "filled";
	}

	private String late() {
		return this.runner.names()
			.stream()
			.filter((name) -> Objects.requireNonNull(this.runner.verdict(name)).isLate())
			.toList()
			.toString();
	}

	private String hang() {
		this.hanging = true;
		this.runner.register("hanging", CheckResult::up);
		return "hanging";
	}

	/** Register checks, each of which counts as a change for the listener. */
	private String register(int count) {
		for (int i = 0; i < count; i++) {
			this.runner.register("more-" + this.registered++, CheckResult::up, CheckSettings.defaults());
		}
		System.gc();
		return String.valueOf(Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory());
	}

	@Override
	public void onChange(CheckChange change) {
		onNames(Set.of());
	}

	@Override
	public void onNames(Set<String> names) {
		while (this.hanging) {
			try {
				this.never.await();
			}
			catch (InterruptedException ex) {
				// The test ends this program
			}
		}
	}

}
