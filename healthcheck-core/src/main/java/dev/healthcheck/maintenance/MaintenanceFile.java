package dev.healthcheck.maintenance;

import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
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
 * {@code by: } names whoever has entered it. Only regular files count, and no link is
 * followed. Used by one thread at a time.
 *
 * @since 0.1.0
 */
public final class MaintenanceFile {

	private static final Logger logger = System.getLogger(MaintenanceFile.class.getName());

	private static final int MAX_BYTES = 4096;

	private final List<Path> files;

	private final FileTrust trust;

	private final InstantSource clock;

	/**
	 * The identity of the last file of each name of which it was said that it is ignored.
	 */
	private final Map<Path, Object> ignored = new HashMap<>();

	/**
	 * Create a look-out for a file.
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
	 * Look whether there is such a file.
	 * @return the state; of a file whose end has come only where no other is there
	 * @throws IOException if it cannot be told whether there is
	 */
	public MaintenanceState read() throws IOException {
		MaintenanceState last = MaintenanceState.NONE;
		for (Path file : this.files) {
			MaintenanceState state = read(file);
			if (state.active()) {
				return state;
			}
			last = (state.file() != null) ? state : last;
		}
		return last;
	}

	private MaintenanceState read(Path file) throws IOException {
		try {
			BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class,
					LinkOption.NOFOLLOW_LINKS);
			String distrust = attributes.isRegularFile() ? this.trust.distrust(file) : "it is not a regular file";
			if (distrust == null) {
				return note(file).state(file, attributes.lastModifiedTime().toInstant(), this.clock.instant());
			}
			ignore(file, attributes, distrust);
		}
		catch (IOException ex) {
			if (!isAbsent(file, ex)) {
				throw ex;
			}
		}
		return MaintenanceState.NONE;
	}

	private static boolean isAbsent(Path file, IOException ex) {
		// JDK 17 has no type of its own for a file in place of the directory
		return ex instanceof NoSuchFileException || Files.isRegularFile(file.resolveSibling(""));
	}

	private void ignore(Path file, BasicFileAttributes attributes, String distrust) {
		Object identity = Objects.requireNonNullElse(attributes.fileKey(), attributes.creationTime());
		if (!identity.equals(this.ignored.put(file, identity))) {
			logger.log(Level.WARNING, () -> "Maintenance file '" + file + "' is ignored: " + distrust);
		}
	}

	private static MaintenanceNote note(Path file) throws IOException {
		try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
			return MaintenanceNote.parse(new String(in.readNBytes(MAX_BYTES), StandardCharsets.UTF_8));
		}
		catch (NoSuchFileException ex) {
			throw ex;
		}
		catch (IOException ex) {
			// That the file is there is enough
			return MaintenanceNote.EMPTY;
		}
	}

}
