package dev.healthcheck.spring.appserver;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.healthcheck.spring.appserver.ListenerTable.Listener;
import dev.healthcheck.spring.appserver.ProofOfDeath.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * Value object for what was seen of a server at one time.
 *
 * @param counters what it counts, where there are several connectors the first
 * @param reachable whether any connector has a port to connect to
 * @param accepting whether all connectors accept connections, as far as they say
 * @param dead why a connector is dead, or {@code null} if nothing proves it
 * @param waiting the number of connections that wait to be accepted, or {@code null} if
 * it is not known
 * @param silent for how long connections have been left unanswered
 */
record Sighting(ServerState counters, boolean reachable, boolean accepting, @Nullable String dead,
		@Nullable Integer waiting, Duration silent) {

	static final String ACCEPTING = "accepting";

	static final String UNKNOWN = "unknown";

	static Sighting of(List<ConnectorState> connectors) {
		return new Sighting(connectors.get(0).counters(),
				connectors.stream().anyMatch((connector) -> connector.address() != null),
				connectors.stream().allMatch(ConnectorState::accepting), null, null, Duration.ZERO);
	}

	Sighting with(Listener listener, Verdict verdict) {
		int soFar = (this.waiting != null) ? this.waiting : 0;
		return new Sighting(this.counters, this.reachable, this.accepting,
				(this.dead != null) ? this.dead : verdict.reason(),
				listener.present() ? Integer.valueOf(soFar + listener.waiting()) : this.waiting,
				(verdict.silent().compareTo(this.silent) > 0) ? verdict.silent() : this.silent);
	}

	/**
	 * Return what people are shown.
	 * @return the details, by their names
	 */
	Map<String, Object> details() {
		Map<String, Object> details = new LinkedHashMap<>();
		details.put(ACCEPTING, (this.dead == null && !this.reachable) ? UNKNOWN : this.dead == null);
		details.putAll(this.counters.details());
		if (this.waiting != null) {
			details.put("waiting", this.waiting);
		}
		if (!this.silent.isZero()) {
			details.put("unansweredSeconds", this.silent.toSeconds());
		}
		return details;
	}

}
