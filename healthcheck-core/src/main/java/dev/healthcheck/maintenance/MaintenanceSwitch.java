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
 * Writes the files that {@link MaintenanceFile} looks for, and removes them. A file is
 * there whole or not at all. Safe for use by any thread.
 *
 * @since 0.1.0
 */
public final class MaintenanceSwitch {

	private final Path file;

	private final @Nullable String hostname;

	private final InstantSource clock;

	/**
	 * Create a switch.
	 * @param file the file that takes out all; relative to the working directory
	 */
	public MaintenanceSwitch(Path file) {
		this(file, Hostname.system(), InstantSource.system());
	}

	MaintenanceSwitch(Path file, @Nullable String hostname, InstantSource clock) {
		this.file = file.toAbsolutePath();
		this.hostname = hostname;
		this.clock = clock;
	}

	/**
	 * Enter maintenance, or change its reason and end. A file that is there already is
	 * replaced.
	 * @param scope which instances to take out
	 * @param reason the reason; of one line, and cut at 256 characters
	 * @param until when maintenance ends by itself, or {@code null} for no end
	 * @param by who enters it, likewise cut, or {@code null} if unknown
	 * @return what the file says
	 * @throws IllegalArgumentException if the end is past
	 * @throws IOException if the file cannot be written, with its name in the message; an
	 * existing file is kept then
	 */
	public MaintenanceState enter(MaintenanceScope scope, @Nullable String reason, @Nullable Instant until,
			@Nullable String by) throws IOException {
		Instant now = this.clock.instant();
		if (until != null && !until.isAfter(now)) {
			throw new IllegalArgumentException("The end " + until + " is past: it is " + now);
		}
		Path file = file(scope);
		MaintenanceNote note = new MaintenanceNote(reason, (until != null) ? until.toString() : null, by);
		// No name that a host could have
		Path draft = file.resolveSibling(this.file.getFileName() + "~" + UUID.randomUUID());
		try {
			// A new file, so that no link is followed; the user's mask decides who can
			// read it
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

	/**
	 * Leave maintenance. A file of the other scope stays, and keeps this instance out.
	 * @param scope which instances were taken out
	 * @return whether there was such a file
	 * @throws IOException if the file cannot be removed, with its name in the message
	 */
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

	/**
	 * Return a text as maintenance files contain it.
	 * @param text the text
	 * @return one line of at most 256 characters, or {@code null} if nothing is left
	 */
	public static @Nullable String line(String text) {
		return MaintenanceNote.line(text);
	}

	private Path file(MaintenanceScope scope) throws IOException {
		Path file = scope.file(this.file, this.hostname);
		if (file == null) {
			throw new IOException("The name of this host cannot be part of a file's name, and only all that share '"
					+ this.file + "' can be taken out");
		}
		return file;
	}

	private static void discard(Path draft) {
		try {
			Files.deleteIfExists(draft);
		}
		catch (IOException ex) {
			// The failure has the reason already
		}
	}

}
