package dev.healthcheck.it;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * The jars that the build has made or fetched.
 */
enum Jar {

	APPLICATION("integration-tests-application"), ON_TOMCAT("integration-tests-tomcat"),
	ON_JETTY("integration-tests-jetty"), ON_WEBFLUX("integration-tests-webflux"),
	WITHOUT_SERVER("integration-tests-none"), WAR("integration-tests-war") {

		// No class path has it
		@Override
		Path path() {
			try (Stream<Path> files = Files.list(Path.of("../war/target"))) {
				return files.filter((file) -> file.toString().endsWith(".war"))
					.findFirst()
					.orElseThrow()
					.toAbsolutePath()
					.normalize();
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

	},
	DEVTOOLS("spring-boot-devtools"), TOMCAT("tomcat-embed-core"), TOMCAT_ANNOTATIONS("tomcat-annotations-api");

	private final String artifact;

	Jar(String artifact) {
		this.artifact = artifact;
	}

	Path path() {
		return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
			.map(Path::of)
			.filter((entry) -> entry.getFileName().toString().startsWith(this.artifact + "-"))
			.findFirst()
			.orElseThrow(() -> new IllegalStateException(
					"'" + this.artifact + "' is not on the class path as a jar: run 'mvn verify'"));
	}

	/**
	 * Unpack the jar, once.
	 * @param directory where to
	 * @return the directory
	 */
	synchronized Path unpack(Path directory) throws IOException {
		if (Files.exists(directory)) {
			return directory;
		}
		try (FileSystem zip = FileSystems.newFileSystem(path()); Stream<Path> files = Files.walk(zip.getPath("/"))) {
			for (Path file : (Iterable<Path>) files::iterator) {
				Path target = directory.resolve(file.toString().substring(1));
				if (Files.isDirectory(file)) {
					Files.createDirectories(target);
				}
				else {
					Files.copy(file, target);
				}
			}
		}
		return directory;
	}

}
