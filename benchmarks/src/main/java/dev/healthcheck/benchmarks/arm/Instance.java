package dev.healthcheck.benchmarks.arm;

import java.io.IOException;
import java.time.Duration;

/**
 * A running application.
 */
public final class Instance implements AutoCloseable {

	private static final Duration ANSWER = Duration.ofSeconds(20);

	/**
	 * With a full heap everything takes long, the end included.
	 */
	private static final Duration GIVEN_BACK = Duration.ofSeconds(60);

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
	 * Let it use up a resource for a time, and wait until it has given it back.
	 * @param resource the resource
	 * @param time how long
	 * @throws IOException when it does not answer, or the resource was not used up
	 * @throws InterruptedException when interrupted
	 */
	public void exhaust(String resource, Duration time) throws IOException, InterruptedException {
		this.process.say("exhaust " + resource + " " + time.toMillis());
		String result = this.process.await("exhausted ", time.plus(GIVEN_BACK));
		if (!result.equals("yes")) {
			throw new IOException("'" + resource + "' was not exhausted: " + result);
		}
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
