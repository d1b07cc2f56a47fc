package dev.healthcheck.statsd;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Set;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.junit.jupiter.api.Tag;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A datagram as a fuzzer finds it, sent by two: the count and the account of its lines
 * are those of the oracle.
 */
@Tag("fuzz")
class DatagramFuzzTests {

	private static final Set<String> GAUGES = Set.of("workers", "gunicorn.workers");

	private static final Duration EXPIRY = Duration.ofSeconds(1);

	@FuzzTest(maxDuration = "2m")
	void countsAreThoseOfTheOracle(byte[] datagram) {
		StatsdOracle oracle = new StatsdOracle(GAUGES, 2, EXPIRY.toNanos());
		Gauges gauges = new Gauges(2, EXPIRY, () -> 0);
		DatagramReader reader = new DatagramReader(new StatsdParser(GAUGES, gauges));
		for (int port = 1; port <= 2; port++) {
			reader.read(datagram, datagram.length, new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
			oracle.hear(datagram, Integer.toString(port), 0);
			assertThat(gauges.total()).isEqualTo(oracle.total(0));
		}
		assertThat(reader.lines()).isEqualTo(oracle.lines());
	}

}
