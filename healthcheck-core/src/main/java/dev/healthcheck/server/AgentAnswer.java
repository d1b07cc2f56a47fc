package dev.healthcheck.server;

/**
 * Value object for what the agent answers: one line of keywords of HAProxy's agent check
 * (Configuration Manual 2.6, 5.2, {@code agent-check}). What HAProxy was told last stands
 * until the contrary is said, so that a line says both what the server is for the
 * operator ({@code ready}, {@code drain}, {@code maint}) and how it does ({@code up},
 * {@code down}).
 *
 * @param line the line, of printable ASCII characters, without its end
 * @since 0.1.0
 */
public record AgentAnswer(String line) {

	private static final AgentAnswer DRAIN = new AgentAnswer("drain");

	private static final AgentAnswer MAINT = new AgentAnswer("maint");

	private static final int MAX_REASON = 64;

	/**
	 * Create an answer.
	 * @throws IllegalArgumentException if the line is empty or has other than printable
	 * ASCII characters
	 */
	public AgentAnswer {
		if (line.isEmpty() || !line.chars().allMatch((c) -> c >= ' ' && c < 0x7F)) {
			throw new IllegalArgumentException("'line' must be of printable ASCII characters");
		}
	}

	/**
	 * Send traffic.
	 * @param weight how much of the weight that is configured, in percent from 1 to 100
	 * @return the answer
	 * @throws IllegalArgumentException if the weight is none of these: with 0 HAProxy
	 * would drain
	 */
	public static AgentAnswer up(int weight) {
		if (weight < 1 || weight > 100) {
			throw new IllegalArgumentException("'weight' must be from 1 to 100, but is " + weight);
		}
		return new AgentAnswer("ready up " + weight + "%");
	}

	/**
	 * Send none, for it fails.
	 * @param reason why, for HAProxy's log and statistics; what is not printable ASCII is
	 * left out, and so is what is beyond 64 characters
	 * @return the answer
	 */
	public static AgentAnswer down(String reason) {
		StringBuilder printable = new StringBuilder("ready down #");
		reason.chars().filter((c) -> c >= ' ' && c < 0x7F).limit(MAX_REASON).forEach((c) -> printable.append((char) c));
		return new AgentAnswer(printable.toString());
	}

	/**
	 * Send no new sessions; those that are there may go on.
	 * @return the answer
	 */
	public static AgentAnswer drain() {
		return DRAIN;
	}

	/**
	 * Send nothing, and do not even check.
	 * @return the answer
	 */
	public static AgentAnswer maint() {
		return MAINT;
	}

}
