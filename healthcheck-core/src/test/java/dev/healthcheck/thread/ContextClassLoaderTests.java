package dev.healthcheck.thread;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;

import dev.healthcheck.check.Check;
import dev.healthcheck.check.CheckChange;
import dev.healthcheck.check.CheckListener;
import dev.healthcheck.check.CheckResult;
import dev.healthcheck.check.CheckRunner;
import dev.healthcheck.check.CheckSettings;
import dev.healthcheck.check.CheckThreads;
import dev.healthcheck.check.OnTimeout;
import dev.healthcheck.probe.DeferredResponse;
import dev.healthcheck.probe.ProbeReply;
import dev.healthcheck.probe.ProbeRequest;
import dev.healthcheck.probe.ProbeResponse;
import dev.healthcheck.server.AgentAnswer;
import dev.healthcheck.server.AgentServer;
import dev.healthcheck.server.ProbeServer;
import dev.healthcheck.server.ProbeServerLimits;
import dev.healthcheck.server.ServerLoop;
import dev.healthcheck.statsd.StatsdListener;
import dev.healthcheck.statsd.StatsdSettings;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which context class loader the threads of each feature have.
 */
@Timeout(120)
class ContextClassLoaderTests {

	private static final Duration ONE_MINUTE = Duration.ofMinutes(1);

	private static final InetSocketAddress ANY = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

	private final ClassLoader application = new URLClassLoader(new URL[0], getClass().getClassLoader());

	private final DaemonThreadFactory factory = new DaemonThreadFactory(this.application);

	private final Map<String, ClassLoader> seen = new ConcurrentHashMap<>();

	@Test
	void checksEarlyFailuresAndListenersHaveTheLoaderOfTheFactory() {
		CheckRunner runner = new CheckRunner(new CheckThreads("checks", 1, this.factory),
				CheckSettings.polling(Duration.ofMillis(400), OnTimeout.degraded()), List.of(new SeeingListener()));
		runner.register("seeing", new SeeingCheck());
		runner.start();
		try {
			awaitSeen("check", "early failure", "listener");
		}
		finally {
			runner.stop();
		}
	}

	@Test
	void threadsOfTheRunnerHaveTheLoaderOfTheFactory() {
		CheckRunner runner = new CheckRunner(new CheckThreads("checks", 1, this.factory), CheckSettings.defaults(),
				List.of());
		runner.register("passing", CheckResult::up);
		runner.start();
		try {
			assertThat(awaitThread("healthcheck-scheduler").getContextClassLoader()).isSameAs(this.application);
		}
		finally {
			runner.stop();
		}
	}

	@Test
	void handlersOfTheProbeServerHaveTheLoaderOfTheFactory() throws Exception {
		try (ServerLoop loop = ServerLoop.start(this.factory);
				ProbeServer server = ProbeServer.start(loop, ANY, ProbeServerLimits.defaults(), null, this::handle)) {
			get(server.address(), "/published");
			get(server.address(), "/slow");
			awaitSeen("/published", "/slow", "deferred");
		}
	}

	@Test
	void answersOfTheAgentHaveTheLoaderOfTheFactory() throws Exception {
		try (ServerLoop loop = ServerLoop.start(this.factory); AgentServer server = AgentServer.start(loop, ANY, () -> {
			see("agent");
			return AgentAnswer.drain();
		}); Socket socket = new Socket()) {
			socket.connect(server.address());
			awaitSeen("agent");
		}
	}

	@Test
	void theStatsdListenerHasTheLoaderOfTheFactory() throws Exception {
		try (StatsdListener listener = new StatsdListener(
				new StatsdSettings("localhost", 0, StatsdSettings.DEFAULT_GAUGES, null), this.factory)) {
			listener.start();
			assertThat(awaitThread("healthcheck-statsd").getContextClassLoader()).isSameAs(this.application);
		}
	}

	private ProbeReply handle(ProbeRequest request) {
		see(request.path());
		ProbeResponse response = ProbeResponse.of(200, "text/plain", new byte[0]);
		return request.path().equals("/published") ? response : new DeferredResponse(() -> {
			see("deferred");
			return response;
		});
	}

	private void see(String who) {
		this.seen.put(who, Thread.currentThread().getContextClassLoader());
	}

	private void awaitSeen(String... names) {
		Awaitility.await().atMost(ONE_MINUTE).until(() -> this.seen.keySet().containsAll(List.of(names)));
		assertThat(this.seen.values()).containsOnly(this.application);
	}

	// Threads of other tests may have the name, too
	private Thread awaitThread(String name) {
		return Awaitility.await()
			.atMost(ONE_MINUTE)
			.until(() -> Thread.getAllStackTraces()
				.keySet()
				.stream()
				.filter((thread) -> thread.getName().equals(name) && thread.getContextClassLoader() == this.application)
				.findAny()
				.orElse(null), (thread) -> thread != null);
	}

	private static void get(InetSocketAddress address, String path) throws Exception {
		try (Socket socket = new Socket()) {
			socket.connect(address);
			socket.getOutputStream().write(("GET " + path + " HTTP/1.0\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
			socket.getInputStream().readAllBytes();
		}
	}

	/** Runs until its early failure has been asked for. */
	private final class SeeingCheck implements Check {

		private final CountDownLatch asked = new CountDownLatch(1);

		@Override
		public CheckResult run() throws InterruptedException {
			see("check");
			this.asked.await();
			return CheckResult.up();
		}

		@Override
		public @Nullable CheckResult earlyFailure() {
			see("early failure");
			this.asked.countDown();
			return null;
		}

	}

	private final class SeeingListener implements CheckListener {

		@Override
		public void onChange(CheckChange change) {
			see("listener");
		}

	}

}
