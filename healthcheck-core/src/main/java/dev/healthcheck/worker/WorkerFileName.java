package dev.healthcheck.worker;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Value object for the names of worker files: digits between a literal prefix and a
 * literal suffix. The digits are a pid; where that name is taken by a process of another
 * pid namespace, the namespace's number and the pid.
 *
 * @param directory the absolute directory of the files
 * @param prefix the part before the digits
 * @param suffix the part after the digits
 */
public record WorkerFileName(Path directory, String prefix, String suffix) {

	private static final String PLACEHOLDER = "{}";

	/** As many digits as fit a long. */
	private static final Pattern DIGITS = Pattern.compile("[1-9][0-9]{0,17}");

	/**
	 * In front, so that neither our pattern nor a glob such as {@code .name.worker.*}
	 * matches a file that is being written.
	 */
	private static final String TEMPORARY = ".tmp-";

	/**
	 * Create a file name.
	 * @throws IllegalArgumentException if prefix or suffix cannot be part of a file name
	 */
	public WorkerFileName {
		directory = directory.toAbsolutePath();
		String name = prefix + "1" + suffix;
		String pattern = prefix + PLACEHOLDER + suffix;
		try {
			if (!String.valueOf(directory.resolve(name).getFileName()).equals(name)) {
				throw new IllegalArgumentException("Worker file name '" + pattern + "' must not contain a directory");
			}
		}
		catch (InvalidPathException ex) {
			throw new IllegalArgumentException("Worker file name '" + pattern + "' is not valid: " + ex.getReason(),
					ex);
		}
	}

	/**
	 * Create a file name from a pattern, with <code>{}</code> in place of the digits.
	 * @throws IllegalArgumentException if the pattern is not valid
	 */
	public static WorkerFileName of(Path directory, String pattern) {
		int start = pattern.indexOf(PLACEHOLDER);
		if (start < 0 || start != pattern.lastIndexOf(PLACEHOLDER)) {
			throw new IllegalArgumentException(
					"Worker file name '" + pattern + "' must contain '" + PLACEHOLDER + "' exactly once");
		}
		return new WorkerFileName(directory, pattern.substring(0, start),
				pattern.substring(start + PLACEHOLDER.length()));
	}

	// Returns -1 for any other name
	long digits(String name) {
		int start = this.prefix.length();
		int end = name.length() - this.suffix.length();
		if (start >= end || !name.startsWith(this.prefix) || !name.endsWith(this.suffix)) {
			return -1;
		}
		String digits = name.substring(start, end);
		return DIGITS.matcher(digits).matches() ? Long.parseLong(digits) : -1;
	}

	Path file(long digits) {
		return this.directory.resolve(this.prefix + digits + this.suffix);
	}

	Path temporary(long digits) {
		return this.directory.resolve(TEMPORARY + this.prefix + digits + this.suffix);
	}

	boolean isTemporary(String name) {
		return name.startsWith(TEMPORARY) && digits(name.substring(TEMPORARY.length())) >= 0;
	}

	// One by one: the directory may be large
	void list(Consumer<String> names) throws IOException {
		try (DirectoryStream<Path> entries = Files.newDirectoryStream(this.directory)) {
			for (Path entry : entries) {
				names.accept(String.valueOf(entry.getFileName()));
			}
		}
		catch (DirectoryIteratorException ex) {
			throw ex.getCause();
		}
	}

}
