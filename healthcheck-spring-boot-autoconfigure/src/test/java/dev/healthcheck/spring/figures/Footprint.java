package dev.healthcheck.spring.figures;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * What this JVM holds.
 *
 * @param heap the bytes of the heap in use after collection
 * @param descriptors the open descriptors
 * @param threads the threads of this library
 */
record Footprint(long heap, long descriptors, long threads) {

	static Footprint take() throws IOException {
		for (int i = 0; i < 5; i++) {
			System.gc();
		}
		return new Footprint(ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed(), countDescriptors(),
				countThreads());
	}

	static long countThreads() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.filter((thread) -> thread.getName().startsWith("healthcheck"))
			.count();
	}

	static long countDescriptors() throws IOException {
		try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
			return descriptors.count();
		}
	}

	@Override
	public String toString() {
		return "%.2f MiB of heap, %d descriptors, %d threads".formatted(this.heap / 1048576.0, this.descriptors,
				this.threads);
	}

}
