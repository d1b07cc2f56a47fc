package dev.healthcheck.benchmarks.arm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Starts what is measured, each in a process and a temporary directory of its own.
 *
 * @param processes where what was started is known
 * @param classPaths what the build wrote
 * @param temporary where their directories are
 * @param jvm JVM options of all applications
 * @param prefix what stands before the command of an application
 */
public record Launcher(Processes processes, ClassPaths classPaths, Path temporary, List<String> jvm,
		List<String> prefix) {

	private static final Duration START = Duration.ofMinutes(2);

	private static final List<String> GIVE_WAY = List.of("nice", "-n", "5");

	private static final String PACKAGE = "dev.healthcheck.benchmarks.application.";

	/**
	 * Return one that leaves the JVM as it is, for what is about the JVM.
	 * @return the launcher
	 */
	public Launcher withoutJvmOptions() {
		return new Launcher(this.processes, this.classPaths, this.temporary, List.of(), this.prefix);
	}

	/**
	 * Return one whose applications give way to what measures them. For those that take
	 * all the processors there are: else probes would wait before they are sent.
	 * @return the launcher
	 */
	public Launcher givingWay() {
		return new Launcher(this.processes, this.classPaths, this.temporary, this.jvm, GIVE_WAY);
	}

	/**
	 * Return one whose applications have a limit.
	 * @param limit options of the command of the shell that sets limits; empty for none
	 * @return the launcher
	 */
	public Launcher limited(String limit) {
		if (limit.isEmpty()) {
			return this;
		}
		List<String> limited = new ArrayList<>(this.prefix);
		limited.addAll(List.of("sh", "-c", "ulimit " + limit + " && exec \"$0\" \"$@\""));
		return new Launcher(this.processes, this.classPaths, this.temporary, this.jvm, limited);
	}

	/**
	 * Start a database.
	 * @return the database
	 * @throws IOException when it does not start
	 * @throws InterruptedException when interrupted
	 */
	public Database database() throws IOException, InterruptedException {
		return database(0);
	}

	/**
	 * Start a database on a port that is known, so that another can take its place.
	 * @param port the port; 0 for any
	 * @return the database
	 * @throws IOException when it does not start
	 * @throws InterruptedException when interrupted
	 */
	public Database database(int port) throws IOException, InterruptedException {
		List<String> command = List.of(Jdk.current().java().toString(), "-Xmx256m", "-Dh2.bindAddress=127.0.0.1", "-cp",
				this.classPaths.plain(), PACKAGE + "DatabaseServer", Integer.toString(port));
		ChildProcess process = this.processes.start("database", command, directory());
		return new Database(process, process.await("ready ", START));
	}

	/**
	 * Start the bare Tomcat filter.
	 * @param jdk what runs it
	 * @return it
	 * @throws IOException when it does not start
	 * @throws InterruptedException when interrupted
	 */
	public Instance bareFilter(Jdk jdk) throws IOException, InterruptedException {
		List<String> command = new ArrayList<>(List.of(jdk.java().toString(), "-Xmx256m"));
		command.addAll(this.jvm);
		command.addAll(List.of("-cp", this.classPaths.plain(), PACKAGE + "BareFilterServer"));
		return start("bare filter", command);
	}

	/**
	 * Start the application.
	 * @param jdk what runs it
	 * @param variant how
	 * @param database its database
	 * @param options more of its options, each as on a command line
	 * @return it, ready
	 * @throws IOException when it does not start
	 * @throws InterruptedException when interrupted
	 */
	public Instance application(Jdk jdk, Variant variant, Database database, String... options)
			throws IOException, InterruptedException {
		List<String> command = new ArrayList<>(this.prefix);
		command.addAll(List.of(jdk.java().toString(), "-Xmx256m"));
		command.addAll(this.jvm);
		command.addAll(List.of(options).stream().filter((option) -> !option.startsWith("--")).toList());
		command.addAll(List.of("-cp", this.classPaths.of(variant), PACKAGE + "BenchmarkApplication"));
		List<String> arguments = new ArrayList<>(List.of("--server.port=0", "--server.address=127.0.0.1",
				"--spring.main.banner-mode=off", "--logging.level.root=error",
				"--spring.datasource.url=" + database.url(), "--spring.datasource.username=sa"));
		arguments.addAll(variant.arguments());
		List<String> more = List.of(options).stream().filter((option) -> option.startsWith("--")).toList();
		// Twice, an argument would have both values
		arguments.removeIf((argument) -> more.stream().anyMatch((option) -> option.startsWith(key(argument))));
		command.addAll(arguments);
		command.addAll(more);
		return start(variant.name(), command);
	}

	private static String key(String argument) {
		return argument.substring(0, argument.indexOf('=') + 1);
	}

	private Instance start(String name, List<String> command) throws IOException, InterruptedException {
		long start = System.nanoTime();
		ChildProcess process = this.processes.start(name, command, directory());
		try {
			String[] ports = process.await("ready ", START).split(" ");
			Duration startup = Duration.ofNanos(System.nanoTime() - start);
			int bareThread = (ports.length > 2) ? Integer.parseInt(ports[2]) : 0;
			return new Instance(process, Integer.parseInt(ports[0]), Integer.parseInt(ports[1]), bareThread, startup);
		}
		catch (IOException | InterruptedException | RuntimeException ex) {
			process.close();
			throw ex;
		}
	}

	private Path directory() throws IOException {
		return Files.createTempDirectory(this.temporary, "process");
	}

}
