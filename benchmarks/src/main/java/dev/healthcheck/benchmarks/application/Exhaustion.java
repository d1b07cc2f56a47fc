package dev.healthcheck.benchmarks.application;

import java.io.FileInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/**
 * Uses up a resource of this process for a time, and gives it back. What others give back
 * meanwhile is taken too.
 */
final class Exhaustion {

	private static final String YES = "yes";

	private static final int MAX_THREADS = 2000;

	private static final int MAX_FILES = 10_000;

	private static final long PAUSE_MILLIS = 10;

	private Exhaustion() {
	}

	/**
	 * Use it up.
	 * @param resource the resource
	 * @param time how long
	 * @return {@code yes}, or why it was not used up
	 * @throws InterruptedException when interrupted
	 */
	static String of(String resource, Duration time) throws InterruptedException {
		long end = System.nanoTime() + time.toNanos();
		return switch (resource) {
			case "heap" -> heap(end);
			case "threads" -> threads(end);
			case "files" -> files(end);
			default -> "there is no such resource";
		};
	}

	private static String heap(long end) {
		boolean exhausted = false;
		// A list of arrays, each in the first place of the next
		@Nullable Object[] all = new Object[1];
		int size = 1 << 20;
		while (System.nanoTime() - end < 0) {
			try {
				@Nullable Object[] next = new Object[size];
				next[0] = all;
				all = next;
			}
			catch (OutOfMemoryError ex) {
				exhausted = true;
				size = Math.max(1, size / 2);
			}
		}
		all[0] = null;
		return exhausted ? YES : "the heap is too large";
	}

	private static String threads(long end) throws InterruptedException {
		boolean exhausted = false;
		CountDownLatch given = new CountDownLatch(1);
		List<Thread> all = new ArrayList<>(MAX_THREADS);
		while (System.nanoTime() - end < 0 && all.size() < MAX_THREADS) {
			Thread thread = new Thread(() -> awaitEnd(given), "exhaustion");
			thread.setDaemon(true);
			try {
				thread.start();
				all.add(thread);
			}
			catch (OutOfMemoryError ex) {
				exhausted = true;
				TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
			}
		}
		given.countDown();
		for (Thread thread : all) {
			thread.join();
		}
		return exhausted ? YES : all.size() + " threads could be started";
	}

	private static void awaitEnd(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private static String files(long end) throws InterruptedException {
		boolean exhausted = false;
		List<FileInputStream> all = new ArrayList<>(MAX_FILES);
		while (System.nanoTime() - end < 0 && all.size() < MAX_FILES) {
			try {
				all.add(new FileInputStream("/dev/null"));
			}
			catch (IOException ex) {
				exhausted = true;
				TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
			}
		}
		for (FileInputStream file : all) {
			try {
				file.close();
			}
			catch (IOException ex) {
				// It is closed as well as it can be
			}
		}
		return exhausted ? YES : all.size() + " files could be opened";
	}

}
