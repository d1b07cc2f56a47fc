package dev.healthcheck.benchmarks.load;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;

import org.awaitility.Awaitility;
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
			Answers answers;
			try (Prober prober = new Prober(new Target(deaf.getLocalPort(), "/"), Duration.ofMillis(50), timeout)) {
				Awaitility.await().until(() -> prober.answers().size() >= 8);
				answers = prober.end();
			}
			assertThat(answers.failed()).isEqualTo(answers.size());
			assertThat(answers.all()).allMatch((answer) -> answer.nanos() >= timeout.toNanos());
		}
	}

}
