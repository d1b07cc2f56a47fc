package dev.healthcheck.maintenance;

import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * Looks for the file that takes out every instance that shares its directory, and for the
 * one with the hostname behind its name, which takes out this one. Their first line is
 * the reason; a line {@code until: } with an ISO 8601 time ends maintenance, and a line
 * {@code by: } names the author. Only regular files count, and no link is followed.
 *
 * <p>
 * While a file cannot be looked at, what was last seen of it counts. Used by one thread
 * at a time.
 *
 * @since 0.1.0
 */
public final class MaintenanceFile {

	private static final Logger logger = System.getLogger(MaintenanceFile.class.getName());

	private static final int MAX_BYTES = 4096;

	private static final String GARBLED = "it contains NUL characters, as UTF-16 without a byte order mark does, and an"
			+ " end in it is ignored: save it as UTF-8";

	private final List<Path> files;

	private final FileTrust trust;

	private final InstantSource clock;

	/** What was last seen of each file, if it was there and counted. */
	private final Map<Path, MaintenanceState> seen = new HashMap<>();

	/** The identity of the last file of each name that was logged as ignored. */
	private final Map<Path, Object> ignored = new HashMap<>();

	/**
	 * Create a reader of the file and of the one with the hostname.
	 * @param file the file; relative to the working directory
	 */
	public MaintenanceFile(Path file) {
		this(file, Hostname.system(), FileTrust.system(), InstantSource.system());
	}

	MaintenanceFile(Path file, @Nullable String hostname, FileTrust trust, InstantSource clock) {
		this.files = Stream.of(MaintenanceScope.values())
			.map((scope) -> scope.file(file.toAbsolutePath(), hostname))
			.filter(Objects::nonNull)
			.toList();
		this.trust = trust;
		this.clock = clock;
	}

	/**
	 * Look for both files.
	 * @return the state; of a file whose end has come only where no other is there
	 * @throws IOException if one of the files cannot be looked at, after the other was;
	 * {@link #lastKnown()} is the state then
	 */
	public MaintenanceState read() throws IOException {
		IOException failure = null;
		for (Path file : this.files) {
			try {
				look(file);
			}
			catch (IOException ex) {
				failure = (failure != null) ? failure : ex;
			}
		}
		if (failure != null) {
			throw failure;
		}
		return lastKnown();
	}

	/**
	 * Return the state as far as the files could be looked at. An end that was seen comes
	 * nevertheless.
	 * @return the state of this moment
	 */
	public MaintenanceState lastKnown() {
		MaintenanceState last = MaintenanceState.NONE;
		for (Path file : this.files) {
			MaintenanceState state = this.seen.get(file);
			if (state != null) {
				last = state.at(this.clock.instant());
				if (last.active()) {
					return last;
				}
			}
		}
		return last;
	}

	private void look(Path file) throws IOException {
		try {
			BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class,
					LinkOption.NOFOLLOW_LINKS);
			String distrust = attributes.isRegularFile() ? this.trust.distrust(file) : "it is not a regular file";
			if (distrust == null) {
				this.seen.put(file, state(file, attributes));
				return;
			}
			ignore(file, attributes, distrust);
		}
		catch (IOException ex) {
			if (!isAbsent(file, ex)) {
				throw ex;
			}
		}
		this.seen.remove(file);
	}

	private static boolean isAbsent(Path file, IOException ex) {
		return ex instanceof NoSuchFileException || isBelowAFile(file);
	}

	// That a directory is none has no type of its own
	private static boolean isBelowAFile(Path file) {
		for (Path parent = file.getParent(); parent != null; parent = parent.getParent()) {
			try {
				return !Files.readAttributes(parent, BasicFileAttributes.class).isDirectory();
			}
			catch (IOException ex) {
				// What is above it may tell
			}
		}
		return false;
	}

	private void ignore(Path file, BasicFileAttributes attributes, String distrust) {
		Object identity = Objects.requireNonNullElse(attributes.fileKey(), attributes.creationTime());
		if (!identity.equals(this.ignored.put(file, identity))) {
			logger.log(Level.WARNING, () -> "Maintenance file '" + file + "' is ignored: " + distrust);
		}
	}

	private static MaintenanceState state(Path file, BasicFileAttributes attributes) throws IOException {
		String content = content(file, attributes);
		MaintenanceState state = MaintenanceNote.parse(content).state(file, attributes.lastModifiedTime().toInstant());
		boolean garbled = content.indexOf('\0') >= 0;
		return (garbled && state.until() == null) ? state.withProblem(GARBLED) : state;
	}

	private static String content(Path file, BasicFileAttributes attributes) throws IOException {
		try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
			return MaintenanceNote.decode(in.readNBytes(MAX_BYTES));
		}
		catch (NoSuchFileException ex) {
			throw ex;
		}
		catch (IOException ex) {
			// 'touch' takes an instance out, whether or not a file can be opened
			if (attributes.size() == 0) {
				return "";
			}
			throw ex;
		}
	}

}
