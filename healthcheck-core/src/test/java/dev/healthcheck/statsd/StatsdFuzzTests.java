package dev.healthcheck.statsd;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Figure 7 of docs/reliability.md, in process: whatever is in a datagram, the count is
 * what an independent oracle says. The system property {@code figures.statsd.datagrams}
 * sets how many.
 */
class StatsdFuzzTests {

	private static final int DATAGRAMS = Integer.getInteger("figures.statsd.datagrams", 100_000);

	private static final Set<String> GAUGES = Set.of("workers", "gunicorn.workers");

	private static final int SOURCES = 24;

	/** Fewer than there may be, so that counts are given up. */
	private static final int LIMIT = 16;

	/** About as many datagrams as it takes to give up a count, so that both happen. */
	private static final Duration EXPIRY = Duration.ofNanos(800);

	private final SplittableRandom random = new SplittableRandom(7);

	private final StatsdGrammar grammar = new StatsdGrammar(this.random);

	private long now = Long.MAX_VALUE - 1_000_000;

	@Test
	void countsAreThoseOfTheOracleWhateverIsSent() {
		StatsdOracle oracle = new StatsdOracle(GAUGES, LIMIT, EXPIRY.toNanos());
		Gauges gauges = new Gauges(LIMIT, EXPIRY, () -> this.now);
		DatagramReader reader = new DatagramReader(new StatsdParser(GAUGES, gauges));
		List<InetSocketAddress> sources = IntStream.range(0, SOURCES)
			.mapToObj((i) -> new InetSocketAddress(InetAddress.getLoopbackAddress(), 1 + i))
			.toList();
		long start = System.nanoTime();
		for (int i = 0; i < DATAGRAMS; i++) {
			this.now += this.random.nextInt(100);
			byte[] datagram = this.grammar.datagram();
			InetSocketAddress source = sources.get(this.random.nextInt(SOURCES));
			reader.read(datagram, datagram.length, source);
			oracle.hear(datagram, Integer.toString(source.getPort()), this.now);
			if (gauges.total() != oracle.total(this.now)) {
				throw new AssertionError("Datagram %d, %s, from %s: counted %d, right is %d".formatted(i,
						describe(datagram), source, gauges.total(), oracle.total(this.now)));
			}
		}
		System.out.printf("Figure 7: %d datagrams in %.1f s, 0 wrong counts; lines: %s%n", DATAGRAMS,
				(System.nanoTime() - start) / 1e9, reader.lines());
		assertThat(reader.datagrams()).isEqualTo(DATAGRAMS);
		assertThat(reader.lines()).isEqualTo(oracle.lines());
		assertThat(reader.lines()).as("the grammar leaves nothing out").containsOnlyKeys(StatsdOutcome.values());
		assertThat(gauges.givenUp()).isPositive();
	}

	private static String describe(byte[] datagram) {
		return Arrays.toString(new String(datagram, StandardCharsets.ISO_8859_1).split("\n", -1));
	}

}
