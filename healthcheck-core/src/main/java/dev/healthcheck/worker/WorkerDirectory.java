package dev.healthcheck.worker;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Counts the files that ready workers leave in a directory, without that of this process.
 * Only regular files count, at most 10,000 of those whose names match are looked at, and
 * no link is followed. Used by one thread at a time.
 *
 * @since 0.1.0
 */
public final class WorkerDirectory implements WorkerSource {

	private static final int MAX_FILES = 10_000;

	private final WorkerFileName names;

	private final WorkerVerifier verifier;

	private final WorkerProcess self;

	/**
	 * Create a source.
	 * @param names the names of the files
	 * @param verification how the files of living workers are told from others
	 * @param heartbeatTimeout how long a file counts after its modification time has
	 * changed, for {@link WorkerVerification#HEARTBEAT}
	 */
	public WorkerDirectory(WorkerFileName names, WorkerVerification verification, Duration heartbeatTimeout) {
		this(names, verification, heartbeatTimeout, ProcessTable.system(), System::nanoTime);
	}

	WorkerDirectory(WorkerFileName names, WorkerVerification verification, Duration heartbeatTimeout,
			ProcessTable processes, LongSupplier ticker) {
		this.names = names;
		this.verifier = WorkerVerifier.of(verification, heartbeatTimeout, processes, ticker);
		this.self = processes.self();
	}

	/**
	 * Return why files may not count.
	 * @return the reasons that a count can have
	 */
	public static Set<String> reasons() {
		return Stream.of(WorkerFinding.values())
			.filter(WorkerFinding::isIgnored)
			.map(WorkerFinding::reason)
			.collect(Collectors.toUnmodifiableSet());
	}

	@Override
	public WorkerCount count() {
		Map<String, Integer> ignored = new TreeMap<>();
		Set<Long> found = new HashSet<>();
		try {
			this.names.list((name) -> add(this.names.digits(name), found, ignored));
		}
		catch (IOException ex) {
			return new WorkerCount(0, Map.of(), problem(ex));
		}
		int ready = 0;
		for (long digits : found) {
			WorkerFinding finding = look(digits);
			if (finding == WorkerFinding.READY) {
				ready++;
			}
			ignore(finding, ignored);
		}
		this.verifier.retain(found);
		return new WorkerCount(ready, ignored, null);
	}

	private static void add(long digits, Set<Long> found, Map<String, Integer> ignored) {
		if (digits < 0) {
			return;
		}
		if (found.size() < MAX_FILES) {
			found.add(digits);
		}
		else {
			ignore(WorkerFinding.TOO_MANY, ignored);
		}
	}

	private static void ignore(WorkerFinding finding, Map<String, Integer> ignored) {
		if (finding.isIgnored()) {
			ignored.merge(finding.reason(), 1, Integer::sum);
		}
	}

	private WorkerFinding look(long digits) {
		Path file = this.names.file(digits);
		try {
			BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class,
					LinkOption.NOFOLLOW_LINKS);
			if (!attributes.isRegularFile()) {
				return WorkerFinding.NOT_REGULAR;
			}
			if (this.self.isNamedBy(digits) && isOwn(file)) {
				return WorkerFinding.NOTHING;
			}
			return this.verifier.verify(digits, file, attributes);
		}
		catch (NoSuchFileException ex) {
			return WorkerFinding.NOTHING;
		}
		catch (IOException ex) {
			return WorkerFinding.UNREADABLE;
		}
	}

	/**
	 * Return whether a file with our digits stands for this process. One that says
	 * nothing does; one of a process with our pid elsewhere does not.
	 * @param file the file
	 * @return whether it stands for this process
	 * @throws IOException if it cannot be read
	 */
	private boolean isOwn(Path file) throws IOException {
		WorkerFile content = WorkerFile.read(file);
		return content == null || content.process().equals(this.self);
	}

	private String problem(IOException ex) {
		String directory = "directory '" + this.names.directory() + "' ";
		if (ex instanceof NoSuchFileException) {
			return directory + "is missing";
		}
		if (ex instanceof NotDirectoryException) {
			return directory + "is not a directory";
		}
		if (ex instanceof AccessDeniedException) {
			return directory + "may not be read";
		}
		return directory + "cannot be read: " + ex;
	}

}
