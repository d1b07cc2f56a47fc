package dev.healthcheck.it;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * How the application is packaged, which decides on its class loader.
 */
enum Packaging {

	/** {@code java -jar application.jar}. */
	JAR("LaunchedClassLoader") {

		@Override
		List<String> arguments(Jdk jdk, Path directory) {
			return List.of("-jar", Jar.APPLICATION.path().toString());
		}

	},

	/** The unpacked jar, with the launcher that is in it. */
	EXPLODED("LaunchedClassLoader") {

		@Override
		List<String> arguments(Jdk jdk, Path directory) throws IOException {
			Path exploded = Jar.APPLICATION.unpack(directory.resolve("exploded"));
			return List.of("-cp", exploded.toString(), "org.springframework.boot.loader.launch.JarLauncher");
		}

	},

	/** What {@code -Djarmode=tools} extracts. */
	EXTRACTED("AppClassLoader") {

		@Override
		List<String> arguments(Jdk jdk, Path directory) throws IOException, InterruptedException {
			Path extracted = directory.resolve("extracted");
			if (!Files.exists(extracted)) {
				try (Program tools = Program.start(jdk, directory, List.of("-Djarmode=tools", "-jar",
						Jar.APPLICATION.path().toString(), "extract", "--destination", extracted.toString()))) {
					tools.await();
				}
			}
			return List.of("-jar", extracted.resolve(Jar.APPLICATION.path().getFileName()).toString());
		}

	},

	/** Classes in a directory and spring-boot-devtools: run from an IDE. */
	DEVTOOLS("RestartClassLoader") {

		@Override
		List<String> arguments(Jdk jdk, Path directory) throws IOException {
			Path exploded = Jar.APPLICATION.unpack(directory.resolve("exploded")).resolve("BOOT-INF");
			return List.of("-cp",
					classPath(exploded.resolve("classes"), exploded.resolve("lib/*"), Jar.DEVTOOLS.path()),
					"-Dspring.devtools.livereload.enabled=false", "dev.healthcheck.it.application.LoaderApplication");
		}

	},

	/** Deployed in Tomcat. */
	WAR("ParallelWebappClassLoader") {

		@Override
		List<String> arguments(Jdk jdk, Path directory) throws IOException {
			return war(directory.resolve("war"), List.of());
		}

	},

	/** Deployed in Tomcat, with the core among the libraries that Tomcat shares. */
	WAR_WITH_SHARED_CORE("ParallelWebappClassLoader") {

		@Override
		List<String> arguments(Jdk jdk, Path directory) throws IOException {
			return war(directory.resolve("war-with-shared-core"),
					List.of("healthcheck-core", "jspecify", "jackson-core", "netty-"));
		}

	};

	private final String loader;

	Packaging(String loader) {
		this.loader = loader;
	}

	/**
	 * Return the context class loader that the application starts with.
	 * @return the simple name of its class
	 */
	String loader() {
		return this.loader;
	}

	/**
	 * Return what the application is run with.
	 * @param jdk what runs it
	 * @param directory where it is unpacked, once
	 * @return arguments of {@code java}
	 */
	abstract List<String> arguments(Jdk jdk, Path directory) throws IOException, InterruptedException;

	private static List<String> war(Path directory, List<String> shared) throws IOException {
		Path application = directory.resolve("WEB-INF");
		Path common = directory.resolveSibling(directory.getFileName() + "-shared");
		if (!Files.exists(directory)) {
			Jar.APPLICATION.unpack(directory);
			Files.move(directory.resolve("BOOT-INF"), application);
			Files.createDirectories(common);
			for (Path library : libraries(application.resolve("lib"))) {
				String name = library.getFileName().toString();
				if (name.startsWith("tomcat-embed")) {
					Files.delete(library);
				}
				else if (shared.stream().anyMatch(name::startsWith)) {
					Files.move(library, common.resolve(name));
				}
			}
		}
		return List.of("-cp", WarServer.classPath() + File.pathSeparator + common.resolve("*"),
				WarServer.class.getName(), directory.resolveSibling("tomcat").toString(), directory.toString(), "0");
	}

	private static List<Path> libraries(Path directory) throws IOException {
		try (Stream<Path> files = Files.list(directory)) {
			return files.toList();
		}
	}

	private static String classPath(Path... entries) {
		List<String> names = new ArrayList<>();
		for (Path entry : entries) {
			names.add(entry.toString());
		}
		return String.join(File.pathSeparator, names);
	}

}
