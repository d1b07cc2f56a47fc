package dev.healthcheck.benchmarks.arm;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Every process that was started and has not been closed: ended, by its handle, at the
 * latest when the harness is.
 */
public final class Processes implements AutoCloseable {

	private final Set<ChildProcess> running = ConcurrentHashMap.newKeySet();

	private volatile boolean ended;

	/**
	 * Start a process.
	 * @param name what messages call it
	 * @param command the command
	 * @param directory where it runs
	 * @return the process
	 * @throws IOException when it does not start
	 */
	public ChildProcess start(String name, List<String> command, Path directory) throws IOException {
		ChildProcess child = new ChildProcess(name,
				new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true).start(),
				this.running::remove);
		this.running.add(child);
		if (this.ended) {
			child.close();
			throw new IOException("the benchmarks are ending");
		}
		return child;
	}

	@Override
	public void close() {
		this.ended = true;
		List.copyOf(this.running).forEach(ChildProcess::kill);
		List.copyOf(this.running).forEach(ChildProcess::close);
	}

}
