package dev.healthcheck.sample;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A real gunicorn, as {@code sample-app/gunicorn} starts it. Ends with {@link #close()}.
 */
final class Gunicorn implements AutoCloseable {

	private static final String FILE_PREFIX = ".gunicorn.worker.";

	private final Path directory;

	private final Process main;

	private Gunicorn(Path directory, Process main) {
		this.directory = directory;
		this.main = main;
	}

	/**
	 * Look for gunicorn as a shell does.
	 * @return the program, or empty if it is not installed
	 */
	static Optional<Path> program() {
		return Stream.of(System.getenv("PATH").split(File.pathSeparator))
			.map((directory) -> Path.of(directory, "gunicorn"))
			.filter(Files::isExecutable)
			.findFirst();
	}

	/**
	 * Start gunicorn.
	 * @param program the program
	 * @param directory where its workers leave their files
	 * @param workers how many workers
	 * @param options more of gunicorn's options
	 * @return the running gunicorn, whose workers may not be ready yet
	 */
	static Gunicorn start(Path program, Path directory, int workers, String... options) throws IOException {
		List<String> command = new ArrayList<>(List.of(program.toString(), "-c", "gunicorn.conf.py", "-w",
				Integer.toString(workers), "-b", "127.0.0.1:0", "--log-level", "warning"));
		command.addAll(List.of(options));
		command.add("app:app");
		ProcessBuilder builder = new ProcessBuilder(command);
		builder.directory(new File("gunicorn"));
		builder.environment().put("HEALTHCHECK_WORKERS_DIRECTORY", directory.toString());
		builder.environment().put("PYTHONDONTWRITEBYTECODE", "1");
		return new Gunicorn(directory, builder.inheritIO().start());
	}

	/**
	 * Return the workers whose files are there.
	 * @return their pids
	 */
	List<Long> workerFiles() throws IOException {
		try (Stream<Path> files = Files.list(this.directory)) {
			return files.map((file) -> file.getFileName().toString())
				.filter((name) -> name.startsWith(FILE_PREFIX))
				.map((name) -> Long.valueOf(name.substring(FILE_PREFIX.length())))
				.toList();
		}
	}

	/**
	 * Stop the main process without its workers: it starts none until {@link #resume()}.
	 */
	void suspend() throws IOException, InterruptedException {
		signal("STOP");
	}

	void resume() throws IOException, InterruptedException {
		signal("CONT");
	}

	/** Have one worker more. */
	void addWorker() throws IOException, InterruptedException {
		signal("TTIN");
	}

	/** Have one worker fewer. */
	void removeWorker() throws IOException, InterruptedException {
		signal("TTOU");
	}

	private void signal(String signal) throws IOException, InterruptedException {
		int exit = new ProcessBuilder("kill", "-" + signal, Long.toString(this.main.pid())).inheritIO()
			.start()
			.waitFor();
		if (exit != 0) {
			throw new IOException("kill -" + signal + " ended with " + exit);
		}
	}

	/**
	 * End gunicorn as it ends in production, or with force if it does not.
	 */
	@Override
	public void close() throws IOException, InterruptedException {
		if (!this.main.isAlive()) {
			return;
		}
		List<ProcessHandle> workers = this.main.children().toList();
		resume();
		this.main.destroy();
		if (!this.main.waitFor(10, TimeUnit.SECONDS)) {
			this.main.destroyForcibly();
			workers.forEach(ProcessHandle::destroyForcibly);
		}
	}

}
