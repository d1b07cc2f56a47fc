package dev.healthcheck.benchmarks.arm;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * An installed JDK.
 *
 * @param home its directory
 */
public record Jdk(Path home) {

	private static final Path INSTALLED = Path.of("/usr/lib/jvm");

	/**
	 * Return the one that runs the harness.
	 * @return the JDK
	 */
	public static Jdk current() {
		return new Jdk(Path.of(System.getProperty("java.home")));
	}

	/**
	 * Look for a release: where {@code JAVA_HOME_<release>} points, the one that runs the
	 * harness, and where Debian puts them.
	 * @param release the release, such as 25
	 * @return the JDK, if there is one
	 */
	public static Optional<Jdk> of(int release) {
		List<Path> homes = new ArrayList<>();
		String named = System.getenv("JAVA_HOME_" + release);
		if (named != null) {
			homes.add(Path.of(named));
		}
		homes.add(current().home());
		homes.addAll(installed());
		return homes.stream().map(Jdk::new).filter((jdk) -> jdk.isRelease(release)).findFirst();
	}

	private static List<Path> installed() {
		if (!Files.isDirectory(INSTALLED)) {
			return List.of();
		}
		List<Path> homes = new ArrayList<>();
		try (DirectoryStream<Path> directories = Files.newDirectoryStream(INSTALLED)) {
			directories.forEach(homes::add);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		Collections.sort(homes);
		return homes;
	}

	private boolean isRelease(int release) {
		Path file = this.home.resolve("release");
		if (!Files.isExecutable(java()) || !Files.isReadable(file)) {
			return false;
		}
		try {
			return Files.readString(file).contains("JAVA_VERSION=\"" + release + ".");
		}
		catch (IOException ex) {
			return false;
		}
	}

	/**
	 * Return its launcher.
	 * @return the file
	 */
	public Path java() {
		return this.home.resolve("bin/java");
	}

	/**
	 * Return its diagnostic tool, which a JRE has not.
	 * @return the file
	 */
	public Path jcmd() {
		return this.home.resolve("bin/jcmd");
	}

}
