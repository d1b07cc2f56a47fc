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
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * Counts the files of ready workers in a directory, without that of this process. Only
 * regular files count, at most 10,000 of those whose names match, and no link is
 * followed.
 *
 * <p>
 * A missing directory or file counts as none. While one cannot be read, or a process
 * cannot be looked up, its last finding is kept. Used by one thread at a time.
 */
public final class WorkerDirectory implements WorkerSource {

	private static final int MAX_FILES = 10_000;

	private final WorkerFileName names;

	private final WorkerVerifier verifier;

	/** Whether the digits are pids of the namespace of this process. */
	private final boolean samePids;

	private final WorkerProcess self;

	/** The digits in the directory when it was last read. */
	private Set<Long> listed = Set.of();

	/** The last finding that was possible for each file. */
	private final Map<Long, WorkerFinding> known = new HashMap<>();

	private @Nullable String problem;

	public WorkerDirectory(WorkerFileName names, WorkerVerification verification, Duration heartbeatTimeout) {
		this(names, verification, heartbeatTimeout, ProcessTable.system(), System::nanoTime);
	}

	WorkerDirectory(WorkerFileName names, WorkerVerification verification, Duration heartbeatTimeout,
			ProcessTable processes, LongSupplier ticker) {
		this.names = names;
		this.samePids = verification != WorkerVerification.HEARTBEAT;
		this.verifier = WorkerVerifier.of(verification, heartbeatTimeout, processes, ticker);
		this.self = processes.self();
	}

	// All reasons why a file may not count
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
		this.problem = null;
		try {
			this.names.list((name) -> add(this.names.digits(name), found, ignored));
			this.listed = found;
		}
		catch (NoSuchFileException ex) {
			return none("is missing");
		}
		catch (NotDirectoryException ex) {
			return none("is not a directory");
		}
		catch (IOException ex) {
			this.listed.forEach((digits) -> add(digits, found, ignored));
			cannotLook("directory '" + this.names.directory() + "'", ex);
		}
		return count(found, ignored);
	}

	private WorkerCount count(Set<Long> found, Map<String, Integer> ignored) {
		int ready = 0;
		for (long digits : found) {
			WorkerFinding finding = look(digits);
			if (finding == WorkerFinding.READY) {
				ready++;
			}
			ignore(finding, ignored);
		}
		this.verifier.retain(found);
		this.known.keySet().retainAll(found);
		return new WorkerCount(ready, ignored, this.problem);
	}

	private WorkerCount none(String problem) {
		this.listed = Set.of();
		return new WorkerCount(0, Map.of(), "directory '" + this.names.directory() + "' " + problem);
	}

	private void cannotLook(String what, IOException ex) {
		if (this.problem == null) {
			String why = (ex instanceof AccessDeniedException) ? "may not be read" : "cannot be read: " + ex;
			this.problem = what + " " + ((ex instanceof ProcessVerifier.UnverifiableException) ? ex.getMessage() : why)
					+ "; keeping the last known state";
		}
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
		WorkerFinding finding;
		try {
			finding = find(digits, file);
		}
		catch (NoSuchFileException ex) {
			finding = WorkerFinding.NOTHING;
		}
		catch (WorkerFile.FormatException ex) {
			finding = WorkerFinding.UNREADABLE;
		}
		catch (IOException ex) {
			WorkerFinding known = this.known.get(digits);
			if (known == null) {
				return (ex instanceof ProcessVerifier.UnverifiableException) ? WorkerFinding.UNVERIFIABLE
						: WorkerFinding.UNREADABLE;
			}
			cannotLook("file '" + file + "'", ex);
			finding = this.verifier.isDead(digits) ? WorkerFinding.DEAD : known;
		}
		this.known.put(digits, finding);
		return finding;
	}

	private WorkerFinding find(long digits, Path file) throws IOException {
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

	// Without our content it may be the file of another process with our pid
	private boolean isOwn(Path file) throws IOException {
		WorkerFile content = WorkerFile.read(file);
		return (content != null) ? content.process().equals(this.self) : this.samePids;
	}

}
