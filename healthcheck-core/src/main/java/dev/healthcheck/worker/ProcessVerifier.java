package dev.healthcheck.worker;

import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Counts a file while its process is alive. A file of ours names the process. For any
 * other file it is pinned when the file is first seen: the process that has the pid,
 * unless that started after the file was written. From then on only the start in the
 * process table counts, which does not depend on clocks.
 */
final class ProcessVerifier implements WorkerVerifier {

	/**
	 * How much older than its process a file may seem: the difference between the clocks
	 * of the file system, the kernel and the process table.
	 */
	private static final Duration SLACK = Duration.ofSeconds(2);

	private final ProcessTable processes;

	private final Map<Long, Pin> pins = new HashMap<>();

	ProcessVerifier(ProcessTable processes) {
		this.processes = processes;
	}

	@Override
	public WorkerFinding verify(long digits, Path file, BasicFileAttributes attributes) throws IOException {
		Stamp stamp = Stamp.of(attributes);
		Pin pin = this.pins.get(digits);
		if (pin != null && Objects.equals(pin.stamp().key(), stamp.key())) {
			WorkerFinding finding = check(pin);
			// A worker may take over the file of a dead one by writing to it
			if (finding == WorkerFinding.READY || pin.stamp().equals(stamp)) {
				return finding;
			}
		}
		WorkerFile content = (attributes.size() > 0) ? WorkerFile.read(file) : null;
		pin = (content != null) ? pin(stamp, digits, content.process()) : pin(stamp, digits);
		this.pins.put(digits, pin);
		return check(pin);
	}

	private Pin pin(Stamp stamp, long digits, WorkerProcess process) {
		return new Pin(stamp, process.pid(), process.start(), finding(digits, process));
	}

	private WorkerFinding finding(long digits, WorkerProcess process) {
		if (!process.isNamedBy(digits)) {
			return WorkerFinding.MISNAMED;
		}
		WorkerProcess self = this.processes.self();
		if (!process.boot().equals(self.boot())) {
			return WorkerFinding.OTHER_BOOT;
		}
		return process.namespace().equals(self.namespace()) ? WorkerFinding.READY : WorkerFinding.OTHER_NAMESPACE;
	}

	private Pin pin(Stamp stamp, long pid) throws UnverifiableException {
		OptionalLong start = start(pid);
		if (start.isEmpty()) {
			return new Pin(stamp, pid, 0, WorkerFinding.DEAD);
		}
		Instant startedAt = time(start.getAsLong());
		boolean older = startedAt != null && stamp.modified().toInstant().isBefore(startedAt.minus(SLACK));
		return new Pin(stamp, pid, start.getAsLong(), older ? WorkerFinding.OLDER_THAN_PROCESS : WorkerFinding.READY);
	}

	private WorkerFinding check(Pin pin) throws UnverifiableException {
		if (pin.finding() != WorkerFinding.READY) {
			return pin.finding();
		}
		OptionalLong start = start(pin.pid());
		return (start.isPresent() && start.getAsLong() == pin.start()) ? WorkerFinding.READY : WorkerFinding.DEAD;
	}

	@Override
	public boolean isDead(long digits) {
		Pin pin = this.pins.get(digits);
		try {
			return pin != null && check(pin) == WorkerFinding.DEAD;
		}
		catch (UnverifiableException ex) {
			return false;
		}
	}

	private OptionalLong start(long pid) throws UnverifiableException {
		try {
			return this.processes.start(pid);
		}
		catch (IOException ex) {
			throw new UnverifiableException(ex);
		}
	}

	private @Nullable Instant time(long start) throws UnverifiableException {
		try {
			return this.processes.time(start);
		}
		catch (IOException ex) {
			throw new UnverifiableException(ex);
		}
	}

	@Override
	public void retain(Set<Long> digits) {
		this.pins.keySet().retainAll(digits);
	}

	/**
	 * The finding when a file was first seen: only with {@link WorkerFinding#READY} the
	 * file counts while the process is alive.
	 */
	private record Pin(Stamp stamp, long pid, long start, WorkerFinding finding) {
	}

	/** The system does not show whether a process is alive. */
	@SuppressWarnings("serial")
	static final class UnverifiableException extends IOException {

		private UnverifiableException(IOException cause) {
			super("cannot be verified: " + cause, cause);
		}

	}

}
