package dev.healthcheck.worker;

import java.time.Instant;
import java.util.OptionalLong;

import org.jspecify.annotations.Nullable;

/**
 * Process table of systems without {@code /proc}. Starts are milliseconds of the epoch,
 * up to a second off, or 0 where they are hidden; a zombie may pass for alive.
 */
final class ProcessHandleTable implements ProcessTable {

	private final WorkerProcess self;

	ProcessHandleTable() {
		ProcessHandle process = ProcessHandle.current();
		this.self = new WorkerProcess(process.pid(), start(process), "", "");
	}

	@Override
	public WorkerProcess self() {
		return this.self;
	}

	@Override
	public OptionalLong start(long pid) {
		return ProcessHandle.of(pid)
			.filter(ProcessHandle::isAlive)
			.map((process) -> OptionalLong.of(start(process)))
			.orElseGet(OptionalLong::empty);
	}

	private static long start(ProcessHandle process) {
		return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
	}

	@Override
	public @Nullable Instant time(long start) {
		return (start != 0) ? Instant.ofEpochMilli(start) : null;
	}

}
