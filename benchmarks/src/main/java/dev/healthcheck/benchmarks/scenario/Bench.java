package dev.healthcheck.benchmarks.scenario;

import java.nio.file.Path;
import java.util.function.Consumer;

import dev.healthcheck.benchmarks.arm.Launcher;
import dev.healthcheck.benchmarks.arm.Processes;

/**
 * What scenarios measure with.
 *
 * @param settings how
 * @param launcher starts what is measured
 * @param processes starts what else is needed
 * @param temporary a directory that is removed at the end
 * @param progress takes a line for people who wait
 */
public record Bench(Settings settings, Launcher launcher, Processes processes, Path temporary,
		Consumer<String> progress) {

	void say(String line) {
		this.progress.accept(line);
	}

}
