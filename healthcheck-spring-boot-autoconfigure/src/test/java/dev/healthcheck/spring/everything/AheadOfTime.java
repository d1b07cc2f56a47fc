package dev.healthcheck.spring.everything;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

import org.springframework.boot.SpringApplicationAotProcessor;
import org.springframework.context.aot.ContextAotProcessor;
import org.springframework.util.FileSystemUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What {@code spring-boot:process-aot} does to an application: writes classes that
 * register its beans, and compiles them.
 *
 * @param directory where they are
 */
record AheadOfTime(Path directory) {

	/**
	 * Process an application.
	 * @param application its main class
	 * @param directory where to write
	 * @param arguments those of the main method, while it is processed
	 * @return what was written
	 * @throws IOException when that fails
	 */
	static AheadOfTime process(Class<?> application, Path directory, String... arguments) throws IOException {
		Path sources = directory.resolve("sources");
		Path classes = directory.resolve("classes");
		new SpringApplicationAotProcessor(application,
				ContextAotProcessor.Settings.builder()
					.sourceOutput(sources)
					.resourceOutput(directory.resolve("resources"))
					.classOutput(classes)
					.groupId("test")
					.artifactId("application")
					.build(),
				arguments)
			.process();
		compile(sources, classes);
		FileSystemUtils.copyRecursively(directory.resolve("resources"), classes);
		return new AheadOfTime(classes);
	}

	private static void compile(Path sources, Path classes) throws IOException {
		JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
		List<String> arguments = new ArrayList<>(List.of("-d", classes.toString(), "-cp",
				classes + File.pathSeparator + classPath(), "-proc:none", "-parameters", "-nowarn", "--release", "17"));
		try (Stream<Path> files = Files.walk(sources)) {
			files.filter(Files::isRegularFile).map(Path::toString).forEach(arguments::add);
		}
		ByteArrayOutputStream said = new ByteArrayOutputStream();
		int result = compiler.run(null, said, said, arguments.toArray(String[]::new));
		assertThat(result).as(said::toString).isZero();
	}

	static String classPath() {
		return System.getProperty("java.class.path");
	}

	/**
	 * Return the command that starts the application from what was written.
	 * @param java the JVM's launcher
	 * @param application its main class
	 * @param arguments those of the main method
	 * @return the command
	 */
	List<String> command(Path java, Class<?> application, List<String> arguments) {
		List<String> command = new ArrayList<>(
				List.of(java.toString(), "-Xmx256m", "-XX:TieredStopAtLevel=1", "-Dspring.aot.enabled=true", "-cp",
						this.directory + File.pathSeparator + classPath(), application.getName()));
		command.addAll(arguments);
		return command;
	}

}
