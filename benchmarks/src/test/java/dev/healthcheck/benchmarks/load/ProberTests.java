package dev.healthcheck.benchmarks.load;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Prober}.
 */
class ProberTests {

	@Test
	void probesWhenNobodyAnswersAreDueAllTheSame() throws IOException, InterruptedException {
		Duration timeout = Duration.ofMillis(300);
		// The kernel takes the connections, and nobody reads what they say
		try (ServerSocket deaf = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
			Answers answers = Prober.probe(new Target(deaf.getLocalPort(), "/"), Duration.ofMillis(50), timeout,
					Duration.ofMillis(400));
			assertThat(answers.size()).isGreaterThanOrEqualTo(8);
			assertThat(answers.failed()).isEqualTo(answers.size());
			assertThat(answers.all()).allMatch((answer) -> answer.nanos() >= timeout.toNanos());
		}
	}

}
