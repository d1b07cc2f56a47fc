package dev.healthcheck.benchmarks.jmh;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import dev.healthcheck.worker.WorkerCount;
import dev.healthcheck.worker.WorkerDirectory;
import dev.healthcheck.worker.WorkerFileName;
import dev.healthcheck.worker.WorkerVerification;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * Counts the one worker in a directory of many files: what the scanning thread does once
 * a second.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class WorkerScanBenchmark {

	/**
	 * How many files there are.
	 */
	@Param({ "10", "1000", "10000", "100000" })
	private int files;

	private Path directory = Path.of(".");

	private WorkerDirectory workers = workers(this.directory);

	private static WorkerDirectory workers(Path directory) {
		return new WorkerDirectory(WorkerFileName.of(directory, ".w.{}"), WorkerVerification.PROCESS,
				Duration.ofSeconds(30));
	}

	/**
	 * Create the files.
	 * @throws IOException when they cannot be created
	 */
	@Setup
	public void create() throws IOException {
		this.directory = Files.createTempDirectory("healthcheck-benchmarks");
		for (int i = 1; i < this.files; i++) {
			Files.createFile(this.directory.resolve("some-upload-or-log-file-" + i));
		}
		Files.createFile(this.directory.resolve(".w." + ProcessHandle.current().pid()));
		this.workers = workers(this.directory);
	}

	/**
	 * Count.
	 * @return how many workers there are
	 */
	@Benchmark
	public WorkerCount scan() {
		return this.workers.count();
	}

	/**
	 * Remove the files.
	 * @throws IOException when they cannot be removed
	 */
	@TearDown
	public void remove() throws IOException {
		try (Stream<Path> all = Files.walk(this.directory)) {
			for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
				Files.delete(file);
			}
		}
	}

}
