package dev.healthcheck.benchmarks.arm;

/**
 * A database in a process of its own.
 *
 * @param process the process
 * @param url its JDBC URL
 */
public record Database(ChildProcess process, String url) implements AutoCloseable {

	/**
	 * End it at once, as a crash does: connections are reset, and new ones refused.
	 */
	public void kill() {
		this.process.kill();
	}

	@Override
	public void close() {
		this.process.close();
	}

}
