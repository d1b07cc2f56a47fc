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
 * Reads the file that takes out every instance that shares its directory, and the file
 * whose name ends in the hostname, which takes out this one. The first line is the
 * reason; a line {@code until: } with an ISO 8601 time ends maintenance, and a line
 * {@code by: } names the author. Only regular files count, and links are not followed.
 *
 * <p>
 * While a file cannot be read, its last known state counts. Used by one thread at a time.
 */
public final class MaintenanceFile {

	private static final Logger logger = System.getLogger(MaintenanceFile.class.getName());

	private static final int MAX_BYTES = 4096;

	private static final String GARBLED = "it contains NUL characters, like UTF-16 without a byte order mark, so an end"
			+ " in it is ignored: save it as UTF-8";

	private final List<Path> files;

	private final FileTrust trust;

	private final InstantSource clock;

	/** The last known state of each file that existed and counted. */
	private final Map<Path, MaintenanceState> seen = new HashMap<>();

	/** The identity of the last file of each name that was logged as ignored. */
	private final Map<Path, Object> ignored = new HashMap<>();

	// Creates a reader; a relative path is relative to the working directory
	public MaintenanceFile(Path file) {
		this(file, Hostname.system(), new FileTrust(null), InstantSource.system());
	}

	MaintenanceFile(Path file, @Nullable String hostname, FileTrust trust, InstantSource clock) {
		this.files = Stream.of(MaintenanceScope.values())
			.map((scope) -> scope.file(file.toAbsolutePath(), hostname))
			.filter(Objects::nonNull)
			.toList();
		this.trust = trust;
		this.clock = clock;
	}

	// Reads both files; the state of an active one takes precedence. Throws if one cannot
	// be read, after reading the other, so that lastKnown() is the state
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

	// Returns the current state according to what was last read: a known end still ends
	// maintenance
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

	// There is no exception type for a parent that is not a directory
	private static boolean isBelowAFile(Path file) {
		for (Path parent = file.getParent(); parent != null; parent = parent.getParent()) {
			try {
				return !Files.readAttributes(parent, BasicFileAttributes.class).isDirectory();
			}
			catch (IOException ex) {
				// Its own parent may be a file
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
			// 'touch' takes an instance out, even if the file cannot be opened
			if (attributes.size() == 0) {
				return "";
			}
			throw ex;
		}
	}

}
