package dev.healthcheck.spring.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * The JDKs that are there: the one that runs the tests, and JDK 25 where Debian puts it.
 */
public final class Jdks {

	private static final Path INSTALLED = Path.of("/usr/lib/jvm");

	private Jdks() {
	}

	/**
	 * Return the launcher of the JDK that runs the tests.
	 * @return the file
	 */
	public static Path current() {
		return Path.of(System.getProperty("java.home"), "bin", "java");
	}

	/**
	 * Return the launchers of the JDK that runs the tests, and of JDK 25 if that is
	 * another.
	 * @return the files
	 */
	public static Stream<Path> installed() {
		Stream<Path> other = (Runtime.version().feature() != 25) ? jdk25() : Stream.empty();
		return Stream.concat(Stream.of(current()), other);
	}

	private static Stream<Path> jdk25() {
		if (!Files.isDirectory(INSTALLED)) {
			return Stream.empty();
		}
		try (Stream<Path> directories = Files.list(INSTALLED)) {
			return directories.filter(Jdks::is25)
				.map((home) -> home.resolve("bin/java"))
				.filter(Files::isExecutable)
				.limit(1)
				.toList()
				.stream();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static boolean is25(Path home) {
		Path release = home.resolve("release");
		try {
			return Files.isReadable(release) && Files.readString(release).contains("JAVA_VERSION=\"25");
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
