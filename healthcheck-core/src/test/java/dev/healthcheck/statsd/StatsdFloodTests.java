package dev.healthcheck.statsd;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

import dev.healthcheck.thread.DaemonThreadFactory;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Figure 7 of docs/reliability.md, over real sockets: nothing that is sent ends the
 * listener, and after a flood the count is right again at once.
 */
@Timeout(300)
class StatsdFloodTests {

	/** The first finds a JVM that has yet to compile what it is to run. */
	private static final int ROUNDS = 8;

	private static final int DATAGRAMS = 1500;

	/** So few that the receive buffer holds them. */
	private static final int BATCH = 30;

	private static final int FLOOD = 30_000;

	private static final Duration GOAL = Duration.ofMillis(100);

	private final StatsdListener listener = new StatsdListener(
			new StatsdSettings("localhost", 0, StatsdSettings.DEFAULT_GAUGES, null), DaemonThreadFactory.inheriting());

	private final List<UdpSender> senders = new ArrayList<>();

	@BeforeEach
	void start() throws IOException {
		this.listener.start();
		for (int i = 0; i < 8; i++) {
			this.senders.add(UdpSender.to(this.listener));
		}
	}

	@AfterEach
	void stop() {
		this.listener.stop();
		this.senders.forEach(UdpSender::close);
	}

	@Test
	void countsAreThoseOfTheOracleWhateverIsSent() {
		SplittableRandom random = new SplittableRandom(77);
		StatsdGrammar grammar = new StatsdGrammar(random);
		StatsdOracle oracle = new StatsdOracle(Set.of("workers", "gunicorn.workers"), Gauges.LIMIT, Long.MAX_VALUE);
		for (int sent = 0; sent < DATAGRAMS; sent += BATCH) {
			for (int i = 0; i < BATCH; i++) {
				byte[] datagram = grammar.datagram();
				UdpSender sender = this.senders.get(random.nextInt(this.senders.size()));
				sender.send(datagram);
				oracle.hear(datagram, Integer.toString(sender.port()), 0);
			}
			int all = sent + BATCH;
			Awaitility.await()
				.pollDelay(Duration.ZERO)
				.pollInterval(Duration.ofMillis(1))
				.until(() -> this.listener.statistics().datagrams() == all);
			assertThat(this.listener.statistics().workers()).isEqualTo(oracle.total(0));
		}
		assertThat(this.listener.statistics().lines()).isEqualTo(oracle.lines());
	}

	@Test
	@Tag("figures")
	void countIsRightAgainAtOnceAfterAFlood() {
		boolean held = false;
		for (int i = 0; i < ROUNDS && !held; i++) {
			held = flood().compareTo(GOAL) <= 0;
		}
		assertThat(held).as("the count is right within " + GOAL + " of a flood").isTrue();
	}

	/** Send as fast as can be, and return how long after it the count is right. */
	private Duration flood() {
		List<byte[]> datagrams = List.of(bytes("gunicorn.requests:1|c|@1.0"), bytes("workers:1|g"),
				bytes("workers:x|g\n".repeat(700)), bytes("\n".repeat(9000)), bytes("workers:+1|g\n".repeat(100)),
				"\u00ff\n".repeat(4000).getBytes(StandardCharsets.ISO_8859_1));
		StatsdStatistics before = this.listener.statistics();
		for (int i = 0; i < FLOOD; i++) {
			this.senders.get(i % this.senders.size()).send(datagrams.get(i % datagrams.size()));
		}
		long end = System.nanoTime();
		// Each says what is so, as often as it takes: the last that it said may be lost
		long[] sent = { FLOOD };
		Awaitility.await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(2)).until(() -> {
			for (int i = 0; i < this.senders.size(); i++) {
				this.senders.get(i).send("workers:" + i + "|g");
				sent[0]++;
			}
			return this.listener.statistics().workers() == 28;
		});
		Duration right = Duration.ofNanos(System.nanoTime() - end);
		StatsdStatistics after = awaitDatagrams(before.datagrams() + before.datagramsLost().orElse(0) + sent[0]);
		assertThat(after.workers()).isEqualTo(28);
		System.out.printf("Figure 7: right again %.1f ms after a flood of %d datagrams, of which %s were lost%n",
				right.toNanos() / 1e6, FLOOD, after.datagramsLost().isPresent()
						? after.datagramsLost().getAsLong() - before.datagramsLost().orElse(0) : "unknown");
		return right;
	}

	/** Whatever is not read was lost, and is reported where the kernel tells. */
	private StatsdStatistics awaitDatagrams(long sent) {
		return Awaitility.await()
			.pollDelay(Duration.ZERO)
			.pollInterval(Duration.ofMillis(1))
			.until(this.listener::statistics, (statistics) -> statistics.datagramsLost().isEmpty()
					|| statistics.datagrams() + statistics.datagramsLost().getAsLong() == sent);
	}

	private static byte[] bytes(String datagram) {
		return datagram.getBytes(StandardCharsets.US_ASCII);
	}

}
