package dev.healthcheck.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An installed JDK.
 *
 * @param home its directory
 */
record Jdk(Path home) {

	static Jdk current() {
		return new Jdk(Path.of(System.getProperty("java.home")));
	}

	/**
	 * Look for a release where {@code JAVA_HOME_<release>} points, and where the current
	 * one is installed.
	 * @param release the release, such as 25
	 * @return the JDK, if there is one
	 */
	static Optional<Jdk> of(int release) throws IOException {
		Stream<Path> named = Stream.ofNullable(System.getenv("JAVA_HOME_" + release)).map(Path::of);
		try (Stream<Path> installed = Files.list(current().home().getParent())) {
			List<Path> homes = Stream.of(named, Stream.of(current().home()), installed.sorted())
				.flatMap((each) -> each)
				.toList();
			return homes.stream().map(Jdk::new).filter((jdk) -> jdk.isOf(release)).findFirst();
		}
	}

	private boolean isOf(int release) {
		Path file = this.home.resolve("release");
		try {
			return Files.isExecutable(java()) && Files.readString(file).contains("JAVA_VERSION=\"" + release + ".");
		}
		catch (IOException ex) {
			return false;
		}
	}

	Path java() {
		return this.home.resolve("bin/java");
	}

}
