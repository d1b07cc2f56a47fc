package dev.healthcheck.maintenance;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * Writes and removes the files that {@link MaintenanceFile} reads. Files appear
 * atomically. Safe for use by any thread.
 */
public final class MaintenanceSwitch {

	private final Path file;

	private final @Nullable String hostname;

	private final InstantSource clock;

	// Creates a switch; a relative path is relative to the working directory
	public MaintenanceSwitch(Path file) {
		this(file, Hostname.system(), InstantSource.system());
	}

	MaintenanceSwitch(Path file, @Nullable String hostname, InstantSource clock) {
		this.file = file.toAbsolutePath();
		this.hostname = hostname;
		this.clock = clock;
	}

	// Enters maintenance, or replaces its reason, end and author. Throws
	// IllegalArgumentException if the end is past. After an IOException, whose message
	// names the file, an existing file is kept
	public MaintenanceState enter(MaintenanceScope scope, @Nullable String reason, @Nullable Instant until,
			@Nullable String by) throws IOException {
		Instant now = this.clock.instant();
		if (until != null && !until.isAfter(now)) {
			throw new IllegalArgumentException("The end " + until + " is in the past: it is " + now);
		}
		Path file = file(scope);
		MaintenanceNote note = new MaintenanceNote(reason, (until != null) ? until.toString() : null, by);
		// Not the name of a host
		Path draft = file.resolveSibling(this.file.getFileName() + "~" + UUID.randomUUID());
		try {
			// A new file follows no link; the umask decides who can read it
			Files.write(draft, note.text().getBytes(StandardCharsets.UTF_8), StandardOpenOption.WRITE,
					StandardOpenOption.CREATE_NEW, StandardOpenOption.SYNC);
			Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
			return note.state(file, now);
		}
		catch (IOException ex) {
			throw new IOException("Maintenance file '" + file + "' cannot be written: " + ex, ex);
		}
		finally {
			discard(draft);
		}
	}

	// Returns whether there was a file. A file of the other scope stays in effect
	public boolean leave(MaintenanceScope scope) throws IOException {
		Path file = file(scope);
		try {
			if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
				throw new IOException("it is a directory");
			}
			return Files.deleteIfExists(file);
		}
		catch (IOException ex) {
			throw new IOException("Maintenance file '" + file + "' cannot be removed: " + ex, ex);
		}
	}

	// Returns text as one line of at most 256 characters, or null if blank
	public static @Nullable String line(String text) {
		return MaintenanceNote.line(text);
	}

	private Path file(MaintenanceScope scope) throws IOException {
		Path file = scope.file(this.file, this.hostname);
		if (file == null) {
			throw new IOException("The name of this host is unknown or not valid in a file name: only the scope 'all'"
					+ " of '" + this.file + "' can be used");
		}
		return file;
	}

	private static void discard(Path draft) {
		try {
			Files.deleteIfExists(draft);
		}
		catch (IOException ex) {
			// The failure to write it has been thrown already
		}
	}

}
