package dev.healthcheck.it;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The jars that the build has made or fetched.
 */
enum Jar {

	APPLICATION, ON_TOMCAT, ON_JETTY, ON_WEBFLUX, WITHOUT_SERVER, WAR, DEVTOOLS, TOMCAT, TOMCAT_ANNOTATIONS;

	Path path() {
		return Path.of(System.getProperty("jar." + name().toLowerCase(Locale.ROOT).replace('_', '-')));
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
