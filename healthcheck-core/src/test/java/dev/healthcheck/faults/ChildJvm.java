package dev.healthcheck.faults;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.healthcheck.check.CheckRunner;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A program in a JVM of its own, that answers each line with a line, and ends at the end
 * of its input.
 */
public final class ChildJvm implements AutoCloseable {

	private final Process process;

	private final Path errors;

	private final Writer in;

	private final BufferedReader out;

	private ChildJvm(Process process, Path errors) {
		this.process = process;
		this.errors = errors;
		this.in = process.outputWriter(StandardCharsets.UTF_8);
		this.out = process.inputReader(StandardCharsets.UTF_8);
	}

	/**
	 * Start a program.
	 * @param prefix what stands in front of the command
	 * @param environment what is added to the environment
	 * @param classPath where its classes are
	 * @param program the program
	 * @param arguments its arguments
	 * @return the running program
	 * @throws IOException if it cannot be started
	 */
	public static ChildJvm start(List<String> prefix, Map<String, String> environment, String classPath,
			Class<?> program, String... arguments) throws IOException {
		List<String> command = new ArrayList<>(prefix);
		command.addAll(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx64m",
				"-XX:TieredStopAtLevel=1", "-XX:-UsePerfData", "-cp", classPath, program.getName()));
		command.addAll(List.of(arguments));
		Path errors = Files.createTempFile(program.getSimpleName(), ".log");
		ProcessBuilder builder = new ProcessBuilder(command).redirectError(errors.toFile());
		builder.environment().putAll(environment);
		return new ChildJvm(builder.start(), errors);
	}

	public static String classPath() {
		return System.getProperty("java.class.path");
	}

	/**
	 * Copy our classes to where everybody can read them: a build may stand below a home
	 * directory, that others cannot look into.
	 * @param directory where to
	 * @return the class path
	 */
	static String readableClassPath(Path directory) throws Exception {
		for (Class<?> type : List.of(CheckRunner.class, ChildJvm.class)) {
			copy(Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()), directory);
		}
		SystemCommand.run("chmod", "-R", "a+rX", directory.toString());
		return directory.toString();
	}

	private static void copy(Path from, Path to) throws IOException {
		Files.walkFileTree(from, new SimpleFileVisitor<>() {

			@Override
			public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
				Path copy = to.resolve(from.relativize(file));
				Files.createDirectories(copy.getParent());
				if (Files.notExists(copy)) {
					Files.copy(file, copy);
				}
				return FileVisitResult.CONTINUE;
			}

		});
	}

	/**
	 * Say a line, and wait for the answer.
	 * @param line the line
	 * @return the line that answers
	 * @throws IOException if the program cannot be spoken to
	 */
	public String ask(String line) throws IOException {
		this.in.write(line + "\n");
		this.in.flush();
		String answer = this.out.readLine();
		assertThat(answer).as("the answer to '" + line + "'; errors: " + Files.readString(this.errors)).isNotNull();
		return answer;
	}

	/**
	 * Return what the program has logged and complained of so far.
	 * @return the lines
	 * @throws IOException if that cannot be read
	 */
	List<String> errors() throws IOException {
		return Files.readAllLines(this.errors);
	}

	long pid() {
		return this.process.pid();
	}

	/**
	 * End the program as it ends by itself.
	 * @throws Exception if that cannot be waited for
	 */
	public void end() throws Exception {
		this.in.close();
		assertThat(this.process.waitFor()).as("errors: " + Files.readString(this.errors)).isZero();
	}

	/**
	 * Send SIGKILL, and wait until the process that was started is gone. Its input stays
	 * open: what that process ran in a namespace would clean up at the end of it.
	 * @throws InterruptedException if the wait is interrupted
	 */
	public void kill() throws InterruptedException {
		this.process.toHandle().destroyForcibly();
		this.process.waitFor();
	}

	@Override
	public void close() throws IOException {
		this.process.destroyForcibly();
		Files.deleteIfExists(this.errors);
	}

}
