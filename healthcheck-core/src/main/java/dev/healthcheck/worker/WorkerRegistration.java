package dev.healthcheck.worker;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;

/**
 * The file by which other processes count this one. A temporary file is written and
 * renamed, so that no process reads half of it. Nothing is written before this process is
 * ready. No link is followed, and no empty file or file of another process is overwritten
 * or removed. Used by one thread at a time.
 */
public final class WorkerRegistration {

	private final WorkerFileName names;

	private final WorkerFile content;

	private final ProcessTable processes;

	/** The pause between two heartbeats, or {@code null} for none. */
	private final @Nullable Duration heartbeat;

	private final LongSupplier ticker;

	private final InstantSource clock;

	private @Nullable Path file;

	private long touchedAt;

	private boolean swept;

	public WorkerRegistration(WorkerFileName names, String application, WorkerVerification verification,
			Duration heartbeatTimeout) {
		this(names, application, (verification == WorkerVerification.HEARTBEAT) ? heartbeatTimeout : null,
				ProcessTable.system(), System::nanoTime, InstantSource.system());
	}

	WorkerRegistration(WorkerFileName names, String application, @Nullable Duration heartbeatTimeout,
			ProcessTable processes, LongSupplier ticker, InstantSource clock) {
		this.names = names;
		this.content = new WorkerFile(processes.self(), application);
		this.heartbeat = (heartbeatTimeout != null) ? heartbeatTimeout.dividedBy(3) : null;
		this.processes = processes;
		this.ticker = ticker;
		this.clock = clock;
	}

	// Write the file unless it exists and is ours. Returns why that failed, or null
	@Nullable String renew() {
		try {
			if (this.file == null || !isOurs(this.file)) {
				this.file = null;
				this.file = write();
				this.touchedAt = this.ticker.getAsLong();
				sweep(this.file);
			}
			else {
				beat(this.file);
			}
			return null;
		}
		catch (IOException | RuntimeException | OutOfMemoryError ex) {
			// Also UnsupportedOperationException of a file system
			return ex.toString();
		}
	}

	/** Remove the file if it is still ours. If that fails, the next call retries. */
	void remove() {
		try {
			if (this.file != null && isOurs(this.file)) {
				Files.deleteIfExists(this.file);
			}
			this.file = null;
		}
		catch (IOException | RuntimeException | OutOfMemoryError ex) {
			// Once this process is gone, others no longer count it
		}
	}

	// Throws IOException if that is unknown: the file must not be forgotten then
	private boolean isOurs(Path file) throws IOException {
		try {
			if (!isRegular(file)) {
				return false;
			}
			WorkerFile found = WorkerFile.read(file);
			return found != null && found.process().equals(this.content.process());
		}
		catch (NoSuchFileException ex) {
			return false;
		}
	}

	private Path write() throws IOException {
		if (this.names.directory().normalize().getNameCount() == 0) {
			throw new IOException("not in the root directory");
		}
		WorkerProcess self = this.content.process();
		Path file = this.names.file(self.pid());
		if (!isFree(file)) {
			file = this.names.file(self.namespacedDigits());
			if (!isFree(file)) {
				throw new FileAlreadyExistsException(file.toString());
			}
		}
		Path temporary = this.names.temporary(self.namespacedDigits());
		OutputStream created = create(temporary);
		try {
			// Not by its name, which another file may have by now
			try (created) {
				created.write(this.content.content());
			}
			Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
		}
		finally {
			Files.deleteIfExists(temporary);
		}
		return file;
	}

	private static boolean isRegular(Path file) throws IOException {
		return Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS).isRegularFile();
	}

	// Whether there is no such file, or it belongs to a process that had our pid, in our
	// namespace, and must be dead
	private boolean isFree(Path file) throws IOException {
		try {
			return isRegular(file) && isOfOurPid(file);
		}
		catch (NoSuchFileException ex) {
			return true;
		}
	}

	private boolean isOfOurPid(Path file) throws IOException {
		try {
			WorkerProcess self = this.content.process();
			WorkerFile found = WorkerFile.read(file);
			return found != null && found.process().pid() == self.pid() && found.process().sharesTableWith(self);
		}
		catch (WorkerFile.FormatException | AccessDeniedException ex) {
			return false;
		}
	}

	// The name has our pid and namespace: an existing file was left by a dead process
	private static OutputStream create(Path temporary) throws IOException {
		if (Files.isRegularFile(temporary, LinkOption.NOFOLLOW_LINKS)) {
			Files.delete(temporary);
		}
		return Files.newOutputStream(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
	}

	private void beat(Path file) throws IOException {
		long now = this.ticker.getAsLong();
		if (this.heartbeat != null && now - this.touchedAt >= this.heartbeat.toNanos()) {
			Files.getFileAttributeView(file, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
				.setTimes(FileTime.from(this.clock.instant()), null, null);
			this.touchedAt = now;
		}
	}

	private void sweep(Path own) throws IOException {
		if (!this.swept) {
			this.swept = true;
			new WorkerSweep(this.names, this.processes).sweep(own);
		}
	}

}
