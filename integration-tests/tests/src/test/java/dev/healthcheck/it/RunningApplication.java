package dev.healthcheck.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * An application in a process of its own.
 */
final class RunningApplication implements AutoCloseable {

	/** The worker file of the process that the tests run in. */
	static final String WORKER = ".shared.worker." + ProcessHandle.current().pid();

	private static final Pattern PROBES = Pattern.compile("Probes are on (https?)://\\S+?:(\\d+) ");

	private final Application application;

	private final Path directory;

	private final Map<String, String> properties;

	private final LocalPort port;

	private final Program program;

	private @Nullable Endpoint probes;

	private RunningApplication(Application application, Path directory, Map<String, String> properties, LocalPort port,
			Program program) {
		this.application = application;
		this.directory = directory;
		this.properties = properties;
		this.port = port;
		this.program = program;
	}

	/**
	 * Begin to start an application.
	 * @param application the application
	 * @param jdk what runs it
	 * @param directory where it runs
	 * @param properties its properties
	 * @param packaged whether to run the executable jar
	 * @return the application
	 */
	static RunningApplication start(Application application, Jdk jdk, Path directory, Map<String, String> properties,
			boolean packaged) throws IOException {
		LocalPort port = LocalPort.free();
		Program program = Program.start(jdk, directory, application.arguments(directory, port, properties, packaged));
		return new RunningApplication(application, directory, properties, port, program);
	}

	/**
	 * Wait until the application has started, and answers probes if it does at all.
	 * @return this
	 * @throws AssertionError if it does not start
	 */
	RunningApplication awaitStart() throws IOException {
		this.program.awaitLine("(process running for ");
		Matcher matcher = PROBES.matcher(this.program.toString());
		if (matcher.find()) {
			this.probes = new Endpoint("127.0.0.1", Integer.parseInt(matcher.group(2)),
					matcher.group(1).equals("https"));
			await("ready", () -> probes().get("/readyz").status() == 200);
		}
		return this;
	}

	/**
	 * Wait until a condition is met.
	 * @param what what is waited for
	 * @param condition the condition
	 */
	void await(String what, Callable<Boolean> condition) {
		try {
			Awaitility.await(what)
				.atMost(Duration.ofMinutes(2))
				.pollInterval(Duration.ofMillis(50))
				.ignoreException(IOException.class)
				.until(condition);
		}
		catch (ConditionTimeoutException ex) {
			throw new AssertionError(ex.getMessage() + ", but:\n" + this.program, ex);
		}
	}

	Application application() {
		return this.application;
	}

	Program program() {
		return this.program;
	}

	Path file(String name) {
		return this.directory.resolve(name);
	}

	Path worker() {
		return file(WORKER);
	}

	/**
	 * Return the port of the web server.
	 * @return the port, even if there is none
	 */
	LocalPort port() {
		return this.port;
	}

	Endpoint server() {
		return Endpoint.of(this.port.number());
	}

	/**
	 * Return where Actuator is.
	 * @return the management port, or that of the web server
	 */
	Endpoint actuator() {
		String management = this.properties.get("management.server.port");
		return (management != null) ? Endpoint.of(Integer.parseInt(management)) : server();
	}

	Endpoint probes() {
		if (this.probes == null) {
			throw new AssertionError("No probes are served:\n" + this.program);
		}
		return this.probes;
	}

	/**
	 * Have a file while something is done.
	 * @param name the name of the file
	 * @param action what is done
	 */
	void with(String name, Action action) throws Exception {
		Path file = Files.createFile(file(name));
		try {
			action.run();
		}
		finally {
			Files.deleteIfExists(file);
		}
	}

	@Override
	public void close() throws InterruptedException {
		this.program.close();
	}

	@Override
	public String toString() {
		return this.application.toString();
	}

	/**
	 * What may fail.
	 */
	interface Action {

		void run() throws Exception;

	}

}
