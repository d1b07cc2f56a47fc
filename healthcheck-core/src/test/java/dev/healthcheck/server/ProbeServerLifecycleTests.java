package dev.healthcheck.server;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;

import dev.healthcheck.check.CheckStatus;
import dev.healthcheck.probe.DeferredResponse;
import dev.healthcheck.probe.ProbeReply;
import dev.healthcheck.probe.ProbeRequest;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for the start and the end of a {@link ProbeServer}.
 */
@Timeout(300)
class ProbeServerLifecycleTests {

	private static final String GET = "GET /readyz HTTP/1.1\r\nHost: x\r\n\r\n";

	@Test
	void tenLivesOnOnePortLeaveNoThread() throws IOException {
		InetSocketAddress address = Servers.lastingAddress();
		for (int i = 0; i < 10; i++) {
			try (ProbeServer server = ProbeServer.start(address, Servers.UNHURRIED,
					new SlowHandler(new CountDownLatch(0))); Wire open = new Wire(server)) {
				open.say(GET);
				open.hearOk();
				assertThat(threads()).extracting(Thread::getName)
					.containsExactlyInAnyOrder("healthcheck-http-1", "healthcheck-http-2");
				assertThat(threads()).allMatch(Thread::isDaemon);
			}
			assertThat(threads()).isEmpty();
			assertThat(Thread.getAllStackTraces().keySet()).extracting(Thread::getName)
				.noneMatch((name) -> name.contains("lobalEventExecutor"));
			assertThatExceptionOfType(IOException.class).isThrownBy(() -> {
				try (Socket socket = new Socket(address.getAddress(), address.getPort())) {
					assertThat(socket).isNull();
				}
			});
		}
	}

	@Test
	void closingEndsConnectionsAndInterruptsAnswers() throws IOException, InterruptedException {
		SlowHandler handler = new SlowHandler(new CountDownLatch(1));
		ProbeServer server = Servers.start(handler);
		try (Wire idle = new Wire(server); Wire asking = new Wire(server)) {
			asking.say(GET);
			handler.entered.await();
			server.close();
			assertThat(idle.hearAll()).isEmpty();
			assertThat(asking.hearAll()).isEmpty();
			Awaitility.await().until(() -> threads().isEmpty());
		}
	}

	@Test
	void closingDoesNotWaitForAHandlerThatHoldsUpAllConnections() throws IOException, InterruptedException {
		CountDownLatch entered = new CountDownLatch(1);
		CountDownLatch release = new CountDownLatch(1);
		ProbeServer server = Servers.start((request) -> {
			entered.countDown();
			boolean released = false;
			while (!released) {
				try {
					release.await();
					released = true;
				}
				catch (InterruptedException ex) {
					// Hangs on
				}
			}
			return null;
		});
		try (Wire asking = new Wire(server)) {
			asking.say(GET);
			entered.await();
			server.close();
			release.countDown();
			assertThat(asking.hearAll()).doesNotContain("HTTP/1.1 200");
			Awaitility.await().until(() -> threads().isEmpty());
		}
	}

	@Test
	void portInUseIsNamedAndNothingIsLeft() throws IOException {
		try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), taken.getLocalPort());
			assertThatExceptionOfType(BindException.class)
				.isThrownBy(() -> ProbeServer.start(address, Servers.UNHURRIED, Servers.PROBES))
				.withMessageContaining("localhost:" + taken.getLocalPort())
				.withMessageContaining("in use");
		}
		assertThat(threads()).isEmpty();
	}

	@Test
	void addressOfAnotherMachineIsNamed() throws IOException {
		InetAddress another = InetAddress.getByAddress(new byte[] { (byte) 192, 0, 2, 1 });
		InetSocketAddress address = new InetSocketAddress(another, 0);
		assertThatExceptionOfType(IOException.class)
			.isThrownBy(() -> ProbeServer.start(address, Servers.UNHURRIED, Servers.PROBES))
			.withMessageContaining("192.0.2.1");
		assertThat(threads()).isEmpty();
	}

	@Test
	void probesOnOnePathAreRefused() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> ProbeHandler.of(List.of(Servers.probe("one", "/same", CheckStatus.UP, 200),
					Servers.probe("two", "/same", CheckStatus.UP, 200))))
			.withMessageContainingAll("'one'", "'two'", "'/same'");
	}

	@Test
	void limitsThatCannotBeAreNamed() {
		Duration second = Duration.ofSeconds(1);
		assertRefused("threads", 0, 1, 1, second, second);
		assertRefused("maxConnections", 2, 0, 1, second, second);
		assertRefused("acceptCount", 2, 1, 0, second, second);
		assertRefused("connectionTimeout", 2, 1, 1, Duration.ZERO, second);
		assertRefused("keepAliveTimeout", 2, 1, 1, second, Duration.ofMillis(-1));
	}

	private static void assertRefused(String name, int threads, int maxConnections, int acceptCount,
			Duration connectionTimeout, Duration keepAliveTimeout) {
		assertThatIllegalArgumentException().isThrownBy(
				() -> new ProbeServerLimits(threads, maxConnections, acceptCount, connectionTimeout, keepAliveTimeout))
			.withMessageContaining("'" + name + "'");
	}

	private static List<Thread> threads() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.filter((thread) -> thread.getName().startsWith("healthcheck-http"))
			.toList();
	}

	private static final class SlowHandler implements ProbeHandler {

		private final CountDownLatch entered = new CountDownLatch(1);

		private final CountDownLatch release;

		SlowHandler(CountDownLatch release) {
			this.release = release;
		}

		@Override
		public ProbeReply handle(ProbeRequest request) {
			return new DeferredResponse(() -> {
				this.entered.countDown();
				try {
					this.release.await();
				}
				catch (InterruptedException ex) {
					Thread.currentThread().interrupt();
				}
				return Servers.text("ok");
			});
		}

	}

}
