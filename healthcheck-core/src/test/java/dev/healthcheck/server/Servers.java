package dev.healthcheck.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

import javax.net.ssl.SSLContext;

import dev.healthcheck.check.CheckStatus;
import dev.healthcheck.probe.Probe;
import dev.healthcheck.probe.ProbeRenderer;
import dev.healthcheck.probe.ProbeReport;
import dev.healthcheck.probe.ProbeResponse;
import dev.healthcheck.test.FreePorts;
import org.jspecify.annotations.Nullable;

/**
 * Servers on any free port of the loopback address, that wait a minute for a thread: a
 * busy machine may not have one at once.
 */
final class Servers {

	/** One probe that is well, and one that is not. */
	static final ProbeHandler PROBES = ProbeHandler
		.of(List.of(probe("readyz", "/readyz", CheckStatus.UP, 200), probe("down", "/down", CheckStatus.DOWN, 503)));

	/** On a busy machine a client may take long to send what it wants. */
	static final ProbeServerLimits UNHURRIED = limits(2, 8192, Duration.ofMinutes(10), Duration.ofMinutes(10));

	private Servers() {
	}

	/**
	 * Return an address for a test that listens on it twice. Linux gives its port to no
	 * connection of another program meanwhile.
	 * @return an address of this machine
	 */
	static InetSocketAddress lastingAddress() throws IOException {
		return new InetSocketAddress(InetAddress.getLoopbackAddress(), FreePorts.next());
	}

	static Probe probe(String name, String path, CheckStatus status, int code) {
		return new Probe(name, path, ProbeRenderer.word(), () -> new ProbeReport(status, code, List.of()));
	}

	static ProbeServer start(ProbeHandler handler) {
		return start(UNHURRIED, handler);
	}

	static ProbeServer start(ProbeServerLimits limits, ProbeHandler handler) {
		return start(null, limits, handler);
	}

	static ProbeServer start(@Nullable ServerTls tls, ProbeServerLimits limits, ProbeHandler handler) {
		try {
			return ProbeServer.start(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), limits, tls, handler,
					Duration.ofMinutes(1));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	static ServerTls tls(Supplier<SSLContext> contexts, ServerTls.ClientAuth clientAuth) {
		return new ServerTls(contexts, clientAuth, List.of(), List.of());
	}

	/**
	 * Start a server that waits for a thread no longer than users' servers do.
	 * @param limits the limits
	 * @param handler the handler
	 * @return the server
	 */
	static ProbeServer startImpatient(ProbeServerLimits limits, ProbeHandler handler) {
		try {
			return ProbeServer.start(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), limits, handler);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	static ProbeServerLimits limits(int threads, int maxConnections, Duration connectionTimeout,
			Duration keepAliveTimeout) {
		return new ProbeServerLimits(threads, maxConnections, 128, connectionTimeout, keepAliveTimeout);
	}

	static ProbeResponse text(String text) {
		return ProbeResponse.of(200, "text/plain", text.getBytes(StandardCharsets.UTF_8));
	}

}
