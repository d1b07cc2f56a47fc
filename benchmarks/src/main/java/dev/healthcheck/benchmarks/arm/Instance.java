package dev.healthcheck.benchmarks.arm;

import java.io.IOException;
import java.time.Duration;

/**
 * A running application.
 */
public final class Instance implements AutoCloseable {

	private static final Duration ANSWER = Duration.ofSeconds(20);

	private final ChildProcess process;

	private final int port;

	private final int probePort;

	private final int bareThreadPort;

	private final Duration startup;

	Instance(ChildProcess process, int port, int probePort, int bareThreadPort, Duration startup) {
		this.process = process;
		this.port = port;
		this.probePort = probePort;
		this.bareThreadPort = bareThreadPort;
		this.startup = startup;
	}

	/**
	 * Return the port that clients use.
	 * @return the port
	 */
	public int port() {
		return this.port;
	}

	/**
	 * Return the port that probes use.
	 * @return the port
	 */
	public int probePort() {
		return this.probePort;
	}

	/**
	 * Return the port of its bare thread.
	 * @return the port; 0 without such a thread
	 */
	public int bareThreadPort() {
		return this.bareThreadPort;
	}

	/**
	 * Return how long it took from the start of the process until it was ready.
	 * @return how long
	 */
	public Duration startup() {
		return this.startup;
	}

	/**
	 * Return how much it has logged so far.
	 * @return how many lines
	 */
	public int logLines() {
		return this.process.unasked();
	}

	/**
	 * Return its process.
	 * @return the process id
	 */
	public long pid() {
		return this.process.pid();
	}

	/**
	 * Make its user-written indicator hang for ever.
	 * @throws IOException when it does not answer
	 * @throws InterruptedException when interrupted
	 */
	public void hang() throws IOException, InterruptedException {
		this.process.say("hang");
		this.process.await("hung", ANSWER);
	}

	/**
	 * Return how many requests it is busy with.
	 * @return how many
	 * @throws IOException when it does not answer
	 * @throws InterruptedException when interrupted
	 */
	public int busy() throws IOException, InterruptedException {
		this.process.say("busy");
		return Integer.parseInt(this.process.await("busy ", ANSWER));
	}

	/**
	 * Tell it to end, as whoever deploys does, and wait until it has.
	 * @param timeout how long to wait
	 * @throws IOException when it has not ended
	 * @throws InterruptedException when interrupted
	 */
	public void terminate(Duration timeout) throws IOException, InterruptedException {
		this.process.terminate(timeout);
	}

	@Override
	public void close() {
		this.process.close();
	}

}
