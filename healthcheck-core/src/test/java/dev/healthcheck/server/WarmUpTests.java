package dev.healthcheck.server;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import dev.healthcheck.probe.ProbeRequest;
import dev.healthcheck.server.ServerTls.ClientAuth;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link WarmUp}.
 */
@Timeout(120)
class WarmUpTests {

	private static final String GET = "GET /readyz HTTP/1.0\r\n\r\n";

	private final AtomicInteger usual = new AtomicInteger();

	private final AtomicInteger warming = new AtomicInteger();

	@Test
	void requestsOfTheWarmUpAreNotCounted() {
		assertWarmedUp(null);
	}

	@Test
	void serverWithTlsIsWarmedUpToo() {
		assertWarmedUp(Servers.tls(Certificates::first, ClientAuth.WANT));
	}

	@Test
	void serverThatNeedsACertificateIsServedWithoutAWarmUp() {
		try (ProbeServer server = start(Servers.tls(Certificates::first, ClientAuth.NEED))) {
			warmUp(server);
			Awaitility.await().atMost(Duration.ofSeconds(100)).until(() -> !isRunning());
			assertThat(this.warming).hasValue(0);
		}
	}

	@Test
	void closeEndsTheWarmUp() {
		try (ProbeServer server = start(null)) {
			warmUp(server);
			Awaitility.await().until(() -> this.warming.get() > 0);
		}
		assertThat(isRunning()).isFalse();
	}

	private void assertWarmedUp(@Nullable ServerTls tls) {
		try (ProbeServer server = start(tls)) {
			warmUp(server);
			if (tls == null) {
				Awaitility.await().until(() -> this.warming.get() > 0);
				Wire.exchange(server, GET);
			}
			Awaitility.await().atMost(Duration.ofSeconds(100)).until(() -> !isRunning());
			// Two requests and the last one, in each connection
			assertThat(this.warming.get()).isBetween(120, 900);
			assertThat(this.usual).hasValue((tls != null) ? 0 : 1);
		}
	}

	private ProbeServer start(@Nullable ServerTls tls) {
		return Servers.start(tls, Servers.UNHURRIED, (request) -> {
			this.usual.incrementAndGet();
			return Servers.text("ok");
		});
	}

	private void warmUp(ProbeServer server) {
		server.warmUp((request) -> {
			this.warming.incrementAndGet();
			return Servers.text("ok");
		}, List.of(new ProbeRequest("GET", "/readyz"), new ProbeRequest("GET", "/livez", "verbose")));
	}

	private static boolean isRunning() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.anyMatch((thread) -> thread.getName().equals("healthcheck-warm-up"));
	}

}
