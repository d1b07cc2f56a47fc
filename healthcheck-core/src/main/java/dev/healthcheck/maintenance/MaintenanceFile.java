package dev.healthcheck.maintenance;

import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * Looks for the file that takes out every instance that shares its directory, and for the
 * one with the hostname behind its name, which takes out this one. Their first line is
 * the reason. Only regular files count, and no link is followed. Used by one thread at a
 * time.
 *
 * @since 0.1.0
 */
public final class MaintenanceFile {

	private static final Logger logger = System.getLogger(MaintenanceFile.class.getName());

	private static final int MAX_BYTES = 1024;

	private static final int MAX_REASON = 256;

	private final List<Path> files;

	private final FileTrust trust;

	/**
	 * The identity of the last file of each name of which it was said that it is ignored.
	 */
	private final Map<Path, Object> ignored = new HashMap<>();

	/**
	 * Create a look-out for a file.
	 * @param file the file; relative to the working directory
	 */
	public MaintenanceFile(Path file) {
		this(file, Hostname.system(), FileTrust.system());
	}

	MaintenanceFile(Path file, @Nullable String hostname, FileTrust trust) {
		this.files = files(file.toAbsolutePath(), hostname);
		this.trust = trust;
	}

	private static List<Path> files(Path file, @Nullable String hostname) {
		List<Path> files = new ArrayList<>();
		files.add(file);
		try {
			if (hostname != null) {
				files.add(file.resolveSibling(file.getFileName() + "." + hostname));
			}
		}
		catch (InvalidPathException ex) {
			logger.log(Level.DEBUG, "The hostname cannot be part of a file name", ex);
		}
		return List.copyOf(files);
	}

	/**
	 * Look whether there is such a file.
	 * @return the state
	 * @throws IOException if it cannot be told whether there is
	 */
	public MaintenanceState read() throws IOException {
		for (Path file : this.files) {
			try {
				BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class,
						LinkOption.NOFOLLOW_LINKS);
				String distrust = attributes.isRegularFile() ? this.trust.distrust(file) : "it is not a regular file";
				if (distrust == null) {
					return new MaintenanceState(true, reason(file), file, attributes.lastModifiedTime().toInstant());
				}
				ignore(file, attributes, distrust);
			}
			catch (IOException ex) {
				if (!isAbsent(file, ex)) {
					throw ex;
				}
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

	private static @Nullable String reason(Path file) throws IOException {
		try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
			String content = new String(in.readNBytes(MAX_BYTES), StandardCharsets.UTF_8);
			return cut(content.lines().findFirst().orElse("").strip());
		}
		catch (NoSuchFileException ex) {
			throw ex;
		}
		catch (IOException ex) {
			// That the file is there is enough
			return null;
		}
	}

	private static @Nullable String cut(String line) {
		int end = Math.min(line.length(), MAX_REASON);
		if (end > 0 && end < line.length() && Character.isHighSurrogate(line.charAt(end - 1))) {
			end--;
		}
		return (end > 0) ? line.substring(0, end) : null;
	}

}
