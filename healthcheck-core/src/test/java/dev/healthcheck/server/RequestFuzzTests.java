package dev.healthcheck.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

import com.code_intelligence.jazzer.api.BugDetectors;
import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.healthcheck.server.ServerTls.ClientAuth;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Bytes as a fuzzer finds them, sent to a server over a real socket: each answer has one
 * of the few statuses there are, and the next client gets the right one.
 */
@Tag("fuzz")
class RequestFuzzTests {

	private static ProbeServer server;

	private static ProbeServer tls;

	@BeforeAll
	static void start() {
		server = Servers.start(Servers.PROBES);
		tls = Servers.start(Servers.tls(Certificates::first, ClientAuth.NONE), Servers.UNHURRIED, Servers.PROBES);
	}

	@AfterAll
	static void close() {
		server.close();
		tls.close();
	}

	@FuzzTest(maxDuration = "2m")
	void anyBytesAreAnsweredOrIgnored(byte[] bytes) throws IOException {
		// The fuzzer takes any connection for one that an attacker has chosen
		BugDetectors.allowNetworkConnections();
		String text = new String(bytes, StandardCharsets.ISO_8859_1);
		String answers = Wire.exchange(server, text);
		List<Integer> statuses = ProbeServerProtocolTests.statuses(answers);
		assertThat(statuses).isSubsetOf(200, 400, 404, 405, 414, 431, 503, 505);
		assertThat(answers.isEmpty()).isEqualTo(statuses.isEmpty());
		assertThat(Wire.exchange(server, "GET /readyz HTTP/1.0\r\n\r\n")).startsWith("HTTP/1.1 200 ").endsWith("ok");
		assertThat(ProbeServerProtocolTests.statuses(TlsWire.exchange(tls, text))).isEqualTo(statuses);
		// In place of a handshake
		assertThat(Wire.exchange(tls, text)).doesNotContain("HTTP");
		assertThat(TlsWire.exchange(tls, "GET /readyz HTTP/1.0\r\n\r\n")).endsWith("ok");
	}

}
