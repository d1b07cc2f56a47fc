package dev.healthcheck.it;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The application, by its web server.
 */
enum Application {

	TOMCAT(Jar.ON_TOMCAT), JETTY(Jar.ON_JETTY), WEBFLUX(Jar.ON_WEBFLUX), NONE(Jar.WITHOUT_SERVER), WAR(Jar.WAR);

	private static final Map<Application, Path> unpacked = new ConcurrentHashMap<>();

	private final Jar jar;

	Application(Jar jar) {
		this.jar = jar;
	}

	/**
	 * Return whether the application answers requests of its own.
	 * @return whether it has a web server
	 */
	boolean isServing() {
		return this != NONE;
	}

	/**
	 * Return whether the application brings the web server.
	 * @return whether it is neither without one nor in a servlet container
	 */
	boolean isEmbedded() {
		return this != NONE && this != WAR;
	}

	/**
	 * Return what the application is run with.
	 * @param directory where it runs
	 * @param port the port of its web server
	 * @param properties its properties
	 * @param packaged whether to run the executable jar, and not what is in it, which
	 * starts sooner
	 * @return arguments of {@code java}
	 */
	List<String> arguments(Path directory, LocalPort port, Map<String, String> properties, boolean packaged)
			throws IOException {
		List<String> arguments = new ArrayList<>();
		if (isEmbedded()) {
			arguments.add("-Dserver.port=" + port.number());
		}
		if (this == NONE) {
			arguments.add("-Dspring.main.keep-alive=true");
		}
		// Of event loops that requests may hold
		arguments.add("-Dreactor.netty.ioWorkerCount=2");
		properties.forEach((name, value) -> arguments.add("-D" + name + "=" + value));
		if (this == WAR) {
			arguments.addAll(List.of("-cp", WarServer.classPath(), WarServer.class.getName(),
					directory.resolve("tomcat-" + port.number()).toString(), unpacked().toString(),
					String.valueOf(port.number())));
		}
		else if (packaged) {
			arguments.addAll(List.of("-jar", this.jar.path().toString()));
		}
		else {
			arguments.addAll(List.of("-cp", classPath(), "dev.healthcheck.it.shared.SharedApplication"));
		}
		return arguments;
	}

	/**
	 * Return the class path of the application, unpacked.
	 * @return the class path
	 */
	String classPath() throws IOException {
		Path content = unpacked().resolve("BOOT-INF");
		return content.resolve("classes") + File.pathSeparator + content.resolve("lib/*");
	}

	/**
	 * Return what the application consists of.
	 * @return a directory that is made once in each run
	 */
	Path unpacked() throws IOException {
		synchronized (unpacked) {
			Path directory = unpacked.get(this);
			if (directory == null) {
				directory = Path.of("target/unpacked-" + this).toAbsolutePath();
				Directory.delete(directory);
				unpacked.put(this, this.jar.unpack(directory));
			}
			return directory;
		}
	}

}
