package dev.healthcheck.worker;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;

import dev.healthcheck.check.Text;
import org.jspecify.annotations.Nullable;

/**
 * Value object for the content of our worker files, with the name of the application for
 * people. Files of others, such as gunicorn's empty ones, have no such content.
 */
record WorkerFile(WorkerProcess process, String application) {

	private static final int MAX_BYTES = 4096;

	private static final int MAX_APPLICATION = 256;

	private static final String FORMAT = "healthcheck.worker=";

	private static final String VERSION = "1";

	WorkerFile {
		application = Text.bounded(application, MAX_APPLICATION);
	}

	byte[] content() {
		return (FORMAT + VERSION + "\npid=" + this.process.pid() + "\nstart=" + this.process.start() + "\nboot="
				+ this.process.boot() + "\nnamespace=" + this.process.namespace() + "\napplication=" + this.application
				+ "\n")
			.getBytes(StandardCharsets.UTF_8);
	}

	// Without following a link. Null if it is not one of ours
	static @Nullable WorkerFile read(Path file) throws IOException {
		try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
			return parse(new String(in.readNBytes(MAX_BYTES), StandardCharsets.UTF_8));
		}
	}

	static @Nullable WorkerFile parse(String content) throws FormatException {
		if (!content.startsWith(FORMAT)) {
			return null;
		}
		if (!content.startsWith(VERSION + "\n", FORMAT.length())) {
			throw new FormatException("A worker file of another version", null);
		}
		Map<String, String> values = content.lines()
			.map((line) -> line.split("=", 2))
			.filter((pair) -> pair.length == 2)
			.collect(Collectors.toMap((pair) -> pair[0], (pair) -> pair[1], (first, second) -> first));
		WorkerProcess process = new WorkerProcess(number(values, "pid"), number(values, "start"), text(values, "boot"),
				text(values, "namespace"));
		return new WorkerFile(process, text(values, "application"));
	}

	private static long number(Map<String, String> values, String key) throws FormatException {
		try {
			return Long.parseLong(text(values, key));
		}
		catch (NumberFormatException ex) {
			throw new FormatException("A worker file with a wrong '" + key + "'", ex);
		}
	}

	private static String text(Map<String, String> values, String key) throws FormatException {
		String value = values.get(key);
		if (value == null) {
			throw new FormatException("A worker file without '" + key + "'", null);
		}
		return value;
	}

	/** Unlike any other {@link IOException}, reading again would not help. */
	@SuppressWarnings("serial")
	static final class FormatException extends IOException {

		private FormatException(String message, @Nullable Throwable cause) {
			super(message, cause);
		}

	}

}
