package dev.healthcheck.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

import dev.healthcheck.CapturedLog;
import dev.healthcheck.probe.DeferredResponse;
import dev.healthcheck.server.ServerTls.ClientAuth;
import dev.healthcheck.thread.DaemonThreadFactory;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link ProbeServer} with TLS.
 */
@Timeout(120)
class ProbeServerTlsTests {

	private static final String GET = "GET /readyz HTTP/1.1\r\nHost: x\r\n\r\n";

	private static final String LAST = "GET /readyz HTTP/1.0\r\n\r\n";

	private static final InetSocketAddress ANY = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

	private static final Duration SHORT = Duration.ofSeconds(1);

	private static final Duration LONG = Duration.ofSeconds(60);

	private ProbeServer server = start(ClientAuth.NONE);

	@AfterEach
	void close() {
		this.server.close();
	}

	@ParameterizedTest
	@ValueSource(strings = { "TLSv1.2", "TLSv1.3" })
	void requestIsAnsweredAndTheEndAnnounced(String protocol) throws IOException {
		try (TlsWire wire = connect(Certificates.stranger())) {
			wire.socket().setEnabledProtocols(new String[] { protocol });
			for (int i = 0; i < 3; i++) {
				wire.say(GET);
				assertThat(wire.hearOk()).contains("200");
			}
			wire.say(GET.repeat(100) + LAST);
			assertThat(ProbeServerProtocolTests.statuses(wire.hearAll())).hasSize(101).containsOnly(200);
			assertThat(wire.socket().getSession().getProtocol()).isEqualTo(protocol);
			if (protocol.equals("TLSv1.2")) {
				// close_notify; TLS 1.3 hides the type
				assertThat(wire.records()).endsWith(23, 21);
			}
		}
	}

	@Test
	void noProtocolIsOfferedByAlpn() throws IOException {
		try (TlsWire wire = connect(Certificates.stranger())) {
			SSLParameters parameters = wire.socket().getSSLParameters();
			parameters.setApplicationProtocols(new String[] { "h2", "http/1.1" });
			wire.socket().setSSLParameters(parameters);
			wire.say(LAST);
			assertThat(wire.hearAll()).endsWith("ok");
			assertThat(wire.socket().getApplicationProtocol()).isEmpty();
		}
	}

	@Test
	void keysThatAreUpdatedAreUsed() throws IOException {
		try (TlsWire wire = connect(Certificates.stranger())) {
			wire.socket().setEnabledProtocols(new String[] { "TLSv1.3" });
			for (int i = 0; i < 10; i++) {
				wire.say(GET);
				wire.hearOk();
				// Once the handshake has ended, this updates the keys
				wire.socket().startHandshake();
			}
		}
	}

	@Test
	void renegotiationEndsTheConnection() throws IOException {
		try (TlsWire wire = connect(Certificates.stranger())) {
			wire.socket().setEnabledProtocols(new String[] { "TLSv1.2" });
			wire.say(GET);
			wire.hearOk();
			assertThatExceptionOfType(IOException.class).isThrownBy(() -> {
				wire.socket().startHandshake();
				wire.say(GET);
				wire.hearOk();
			});
		}
		assertAnswers();
	}

	@Test
	void largeBodyIsReadInAnyPieces() throws IOException {
		String body = "0123456789".repeat(300_000);
		restart(Servers.UNHURRIED, ClientAuth.NONE, (request) -> Servers.text(body));
		try (TlsWire wire = connect(Certificates.stranger())) {
			wire.say(GET + GET + LAST);
			assertThat(wire.hearAll()).hasSizeGreaterThan(3 * body.length()).endsWith("\r\n\r\n" + body);
		}
	}

	@Test
	void deferredResponsesKeepTheirOrder() throws IOException {
		restart(Servers.UNHURRIED, ClientAuth.NONE, (request) -> request.path().equals("/slow")
				? new DeferredResponse(() -> Servers.text("slow")) : Servers.text("fast"));
		try (TlsWire wire = connect(Certificates.stranger())) {
			wire.say((GET + GET.replace("readyz", "slow")).repeat(50) + LAST);
			assertThat(wire.hearAll().replaceAll("HTTP/1.1 200 OK\r\n(.+\r\n)+\r\n", ""))
				.isEqualTo("fastslow".repeat(50) + "fast");
		}
	}

	@ParameterizedTest
	@CsvSource({ "NONE, false, true", "NONE, true, true", "WANT, false, true", "WANT, true, true", "NEED, false, false",
			"NEED, true, true" })
	void clientIsServedWithTheCertificateThatItNeeds(ClientAuth clientAuth, boolean certificate, boolean served)
			throws IOException {
		restart(Servers.UNHURRIED, clientAuth, Servers.PROBES);
		try (TlsWire wire = connect(certificate ? Certificates.client() : Certificates.stranger())) {
			if (served) {
				wire.say(LAST);
				assertThat(wire.hearAll()).endsWith("ok");
			}
			else {
				// An alert, or a reset where the client still sends
				assertThatExceptionOfType(IOException.class).isThrownBy(() -> {
					wire.say(LAST);
					wire.hearAll();
				});
			}
		}
		assertThat(Wire.exchange(this.server, LAST)).doesNotContain("HTTP");
	}

	@Test
	void contextThatIsReplacedIsUsedByNewConnections() throws IOException {
		AtomicReference<SSLContext> contexts = new AtomicReference<>(Certificates.first());
		this.server.close();
		this.server = start(Servers.tls(contexts::get, ClientAuth.NONE), Servers.UNHURRIED, Servers.PROBES);
		try (TlsWire before = connect(Certificates.stranger())) {
			before.say(GET);
			before.hearOk();
			contexts.set(Certificates.second());
			try (TlsWire after = connect(Certificates.stranger())) {
				after.say(LAST);
				assertThat(after.hearAll()).endsWith("ok");
				assertThat(nameOfServer(after)).isEqualTo("CN=second");
			}
			before.say(LAST);
			assertThat(before.hearAll()).endsWith("ok");
			assertThat(nameOfServer(before)).isEqualTo("CN=first");
		}
	}

	@Test
	void contextThatIsBrokenEndsConnectionsUntilItIsReplaced() throws IOException {
		AtomicReference<SSLContext> contexts = new AtomicReference<>(Certificates.first());
		this.server.close();
		this.server = start(Servers.tls(contexts::get, ClientAuth.NONE), Servers.UNHURRIED, Servers.PROBES);
		try (CapturedLog log = CapturedLog.of(TlsThread.class)) {
			contexts.set(null);
			for (int i = 0; i < 3; i++) {
				assertThatExceptionOfType(IOException.class).isThrownBy(this::assertAnswers);
			}
			contexts.set(Certificates.first());
			assertAnswers();
			Awaitility.await()
				.untilAsserted(() -> assertThat(log.lines()).singleElement()
					.asString()
					.startsWith("WARNING A TLS connection failed"));
		}
	}

	@Test
	void settingsThatAreNotSupportedAreNamed() {
		ServerTls tls = new ServerTls(Certificates::first, ClientAuth.NONE, List.of("TLSv9"), List.of());
		assertThatIllegalArgumentException().isThrownBy(() -> start(tls, Servers.UNHURRIED, Servers.PROBES))
			.withMessageContaining("TLSv9");
		ServerTls set = new ServerTls(Certificates::first, ClientAuth.NONE, List.of("TLSv1.2"),
				List.of("TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384"));
		assertThat(set.newEngine().getEnabledProtocols()).containsExactly("TLSv1.2");
		assertThat(set.newEngine().getEnabledCipherSuites()).containsExactly("TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384");
	}

	@Test
	void requestWithoutTlsIsRefused() throws IOException {
		String answer = Wire.exchange(this.server, GET);
		assertThat(answer).doesNotContain("HTTP");
		assertAnswers();
	}

	@Test
	void garbageIsRefusedAtAnyPointOfAHandshake() throws IOException {
		byte[] hello = { 0x16, 3, 1, 0, 5, 1, 0, 0, 1, 0 };
		for (int length = 1; length <= hello.length; length++) {
			Wire.exchange(this.server, new String(hello, 0, length, StandardCharsets.ISO_8859_1));
		}
		Wire.exchange(this.server, "\u0016\u0003\u0001\u00ff\u00ff" + "x".repeat(70_000));
		assertAnswers();
	}

	@Test
	void recordThatIsTooLargeIsNotWaitedFor() throws IOException {
		restart(Servers.limits(1, 100, LONG, LONG), ClientAuth.NONE, Servers.PROBES);
		// Larger than any that is sent, but such as the JDK would read
		assertThat(Wire.exchange(this.server, "\u0016\u0003\u0001P\u0000" + "x".repeat(20_480))).doesNotContain("HTTP");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "\u0016", "\u0016\u0003\u0001\u0001\u0000\u0001" })
	void handshakeThatDoesNotEndEndsInTime(String start) throws IOException {
		restart(Servers.limits(1, 100, SHORT, LONG), ClientAuth.NONE, Servers.PROBES);
		try (Wire wire = new Wire(this.server)) {
			wire.say(start);
			// An alert at most
			assertThat(wire.hearAll()).doesNotContain("HTTP");
		}
	}

	@Test
	void handshakesThatDoNotEndCostNoProbe() throws IOException {
		List<Wire> open = new ArrayList<>();
		try {
			for (int i = 0; i < 500; i++) {
				Wire wire = new Wire(this.server);
				wire.say((i % 2 == 0) ? "" : "\u0016\u0003\u0001\u0001\u0000\u0001");
				open.add(wire);
			}
			for (int i = 0; i < 20; i++) {
				assertAnswers();
			}
		}
		finally {
			Wire.closeAll(open);
		}
	}

	@Test
	void handshakeThatDripsInEndsInTime() throws IOException {
		restart(Servers.limits(1, 100, SHORT, LONG), ClientAuth.NONE, Servers.PROBES);
		try (Wire wire = new Wire(this.server)) {
			// A record of 16 KiB that never ends
			wire.say("\u0016\u0003\u0001@\u0000\u0001");
			assertThatExceptionOfType(IOException.class).isThrownBy(() -> {
				while (true) {
					wire.say("x");
				}
			});
		}
		assertAnswers();
	}

	@Test
	void handshakesThatTakeLongHoldUpNoEstablishedConnectionAndAreServedInTheEnd() throws Exception {
		WaitingKeys keys = Certificates.waitingKeys();
		SSLContext context = Certificates.of(keys);
		this.server.close();
		try (ServerLoop loop = ServerLoop.start(DaemonThreadFactory.inheriting());
				ProbeServer tls = ProbeServer.start(loop, ANY, Servers.UNHURRIED,
						Servers.tls(() -> context, ClientAuth.NONE), Servers.PROBES);
				ProbeServer plain = ProbeServer.start(loop, ANY, Servers.UNHURRIED, null, Servers.PROBES);
				TlsWire established = new TlsWire(tls, Certificates.stranger())) {
			established.say(GET);
			established.hearOk();
			keys.hold();
			List<TlsWire> storm = new ArrayList<>();
			ExecutorService clients = Executors.newFixedThreadPool(200);
			List<Future<String>> answers = new ArrayList<>();
			for (int i = 0; i < 200; i++) {
				TlsWire wire = new TlsWire(tls, Certificates.stranger());
				storm.add(wire);
				answers.add(clients.submit(() -> {
					wire.say(GET);
					return wire.hearOk();
				}));
			}
			keys.asked.acquire();
			for (int i = 0; i < 20; i++) {
				established.say(GET);
				assertThat(established.hearOk()).contains("200");
				assertThat(Wire.exchange(plain, LAST)).startsWith("HTTP/1.1 200 ");
			}
			// One thread makes them all, one after the other
			assertThat(keys.asked.availablePermits()).isZero();
			keys.release.countDown();
			for (Future<String> answer : answers) {
				assertThat(answer.get(60, TimeUnit.SECONDS)).contains("200");
			}
			clients.shutdownNow();
			Wire.closeAll(storm);
		}
	}

	@Test
	void handshakeThatTakesLongEndsInTime() throws Exception {
		WaitingKeys keys = Certificates.waitingKeys();
		SSLContext context = Certificates.of(keys);
		this.server.close();
		this.server = start(Servers.tls(() -> context, ClientAuth.NONE), Servers.limits(1, 100, SHORT, LONG),
				Servers.PROBES);
		assertAnswers();
		keys.hold();
		try (TlsWire wire = connect(Certificates.stranger())) {
			// Nothing comes before the end: not a part of the handshake either
			assertThatExceptionOfType(IOException.class).isThrownBy(() -> wire.say(GET));
		}
		keys.release.countDown();
		Awaitility.await().ignoreExceptions().untilAsserted(this::assertAnswers);
	}

	@Test
	void garbageInAnEstablishedConnectionEndsIt() throws IOException {
		// What looks like the start of a record is waited for as long as a request
		restart(Servers.limits(1, 100, LONG, SHORT), ClientAuth.NONE, Servers.PROBES);
		for (String garbage : List.of("GET /readyz HTTP/1.0\r\n\r\n", "\u0017\u0003\u0003\u0000 " + "x".repeat(32),
				"\u0017\u0003\u0003\u00ff\u00ff" + "x".repeat(65_535), "\u0017\u0003\u0003\u0000\u0000")) {
			try (TlsWire wire = connect(Certificates.stranger())) {
				wire.say(GET);
				wire.hearOk();
				wire.sayPlain(garbage);
				assertEnds(wire);
			}
		}
		assertAnswers();
	}

	@Test
	void connectionsThatAreResetTakeNoPlace() throws IOException {
		restart(Servers.limits(1, 16, LONG, LONG), ClientAuth.NONE, Servers.PROBES);
		try (TlsWire oldest = connect(Certificates.stranger())) {
			oldest.say(GET);
			oldest.hearOk();
			for (int i = 0; i < 50; i++) {
				try (TlsWire wire = connect(Certificates.stranger())) {
					wire.say(GET);
					wire.hearOk();
					wire.reset();
				}
			}
			oldest.say(GET);
			assertThat(oldest.hearOk()).contains("200");
		}
	}

	@Test
	void connectionWhenAllPlacesAreTakenGetsThatOfTheLongestIdle() throws IOException {
		restart(Servers.limits(1, 3, LONG, LONG), ClientAuth.NONE, Servers.PROBES);
		List<Wire> open = new ArrayList<>();
		try (TlsWire oldest = connect(Certificates.stranger())) {
			oldest.say(GET);
			oldest.hearOk();
			for (int i = 0; i < 3; i++) {
				open.add(new Wire(this.server));
			}
			// With a notice
			assertThat(oldest.hearAll()).isEmpty();
			assertAnswers();
		}
		finally {
			Wire.closeAll(open);
		}
	}

	@Test
	void clientThatReadsNothingIsNotServedForEver() throws IOException {
		String body = "x".repeat(100_000);
		restart(Servers.limits(1, 100, LONG, SHORT), ClientAuth.NONE, (request) -> Servers.text(body));
		try (TlsWire wire = connect(Certificates.stranger())) {
			assertThatExceptionOfType(IOException.class).isThrownBy(() -> {
				while (true) {
					wire.say(GET.repeat(100));
				}
			});
		}
		assertAnswers();
	}

	@Test
	void idleConnectionEndsWithANotice() throws IOException {
		restart(Servers.limits(1, 100, LONG, SHORT), ClientAuth.NONE, Servers.PROBES);
		try (TlsWire wire = connect(Certificates.stranger())) {
			wire.say(GET);
			wire.hearOk();
			assertThat(wire.hearAll()).isEmpty();
		}
	}

	@Test
	void closeWhenHandshakesAreUnderWayLeavesNoThread() throws IOException {
		try (Wire handshake = new Wire(this.server); TlsWire wire = connect(Certificates.stranger())) {
			handshake.say("\u0016\u0003\u0001");
			wire.say(GET);
			wire.hearOk();
			assertThat(threads()).containsExactlyInAnyOrder("healthcheck-http-1", "healthcheck-tls");
			this.server.close();
			assertThat(threads()).isEmpty();
			assertThat(wire.hearAll()).isEmpty();
		}
	}

	private static List<String> threads() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.map(Thread::getName)
			.filter((name) -> name.startsWith("healthcheck-"))
			.toList();
	}

	// With a notice, an alert, or a reset
	private static void assertEnds(TlsWire wire) {
		try {
			assertThat(wire.hearAll()).isEmpty();
		}
		catch (SocketTimeoutException ex) {
			throw new AssertionError("Still open", ex);
		}
		catch (IOException ex) {
			// It has ended
		}
	}

	private void assertAnswers() throws IOException {
		try (TlsWire wire = connect(Certificates.stranger())) {
			wire.say(LAST);
			assertThat(wire.hearAll()).startsWith("HTTP/1.1 200 ");
		}
	}

	private void restart(ProbeServerLimits limits, ClientAuth clientAuth, ProbeHandler handler) {
		this.server.close();
		this.server = start(Servers.tls(Certificates::first, clientAuth), limits, handler);
	}

	private static ProbeServer start(ClientAuth clientAuth) {
		return start(Servers.tls(Certificates::first, clientAuth), Servers.UNHURRIED, Servers.PROBES);
	}

	private static ProbeServer start(ServerTls tls, ProbeServerLimits limits, ProbeHandler handler) {
		return Servers.start(tls, limits, handler);
	}

	private TlsWire connect(SSLContext context) throws IOException {
		return new TlsWire(this.server, context);
	}

	private static String nameOfServer(TlsWire wire) throws IOException {
		return Certificates.name((X509Certificate) wire.socket().getSession().getPeerCertificates()[0]);
	}

}
