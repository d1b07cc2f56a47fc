package dev.healthcheck.server;

/**
 * Value object for an answer of the agent: one line of keywords of HAProxy's agent check
 * (Configuration Manual 2.6, 5.2, {@code agent-check}). HAProxy keeps a state until it
 * receives another one, so a line sets both the administrative state ({@code ready},
 * {@code drain}, {@code maint}) and the operational one ({@code up}, {@code down}).
 *
 * @param line the line, of printable ASCII characters, without its end
 */
public record AgentAnswer(String line) {

	private static final AgentAnswer DRAIN = new AgentAnswer("drain");

	private static final AgentAnswer MAINT = new AgentAnswer("maint");

	private static final int MAX_REASON = 64;

	public AgentAnswer {
		if (line.isEmpty() || !line.chars().allMatch(AgentAnswer::isPrintable)) {
			throw new IllegalArgumentException("'line' must consist of printable ASCII characters");
		}
	}

	/**
	 * Return an answer that makes HAProxy send traffic.
	 * @param weight the percentage of the configured weight, from 1 to 100
	 * @return the answer
	 * @throws IllegalArgumentException if the weight is out of range: with 0 HAProxy
	 * would drain
	 */
	public static AgentAnswer up(int weight) {
		if (weight < 1 || weight > 100) {
			throw new IllegalArgumentException("'weight' must be from 1 to 100, but is " + weight);
		}
		return new AgentAnswer("ready up " + weight + "%");
	}

	/**
	 * Return an answer that makes HAProxy send no traffic, because this instance fails.
	 * @param reason the reason for HAProxy's log and statistics; cut to 64 characters of
	 * printable ASCII
	 * @return the answer
	 */
	public static AgentAnswer down(String reason) {
		StringBuilder line = new StringBuilder("ready down #");
		reason.chars().filter(AgentAnswer::isPrintable).limit(MAX_REASON).forEach((c) -> line.append((char) c));
		return new AgentAnswer(line.toString());
	}

	// No new sessions; present ones continue
	public static AgentAnswer drain() {
		return DRAIN;
	}

	// No traffic and no health checks
	public static AgentAnswer maint() {
		return MAINT;
	}

	private static boolean isPrintable(int character) {
		return character >= ' ' && character < 0x7F;
	}

}
