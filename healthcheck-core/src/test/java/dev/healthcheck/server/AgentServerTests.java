package dev.healthcheck.server;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

import dev.healthcheck.CapturedLog;
import dev.healthcheck.thread.DaemonThreadFactory;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * Tests for {@link AgentServer}.
 */
class AgentServerTests {

	private static final InetSocketAddress ANY = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

	private final List<AutoCloseable> opened = new ArrayList<>();

	@AfterEach
	void closeAll() throws Exception {
		for (AutoCloseable closeable : this.opened) {
			closeable.close();
		}
	}

	@Test
	void answerWhenAskedIsOneLineOfTheMoment() throws IOException {
		List<AgentAnswer> answers = new ArrayList<>(List.of(AgentAnswer.up(100), AgentAnswer.up(25),
				AgentAnswer.down("workers"), AgentAnswer.drain(), AgentAnswer.maint()));
		AgentServer server = start(() -> answers.remove(0));
		assertThat(ask(server)).isEqualTo("ready up 100%\n");
		assertThat(ask(server)).isEqualTo("ready up 25%\n");
		assertThat(ask(server)).isEqualTo("ready down #workers\n");
		assertThat(ask(server)).isEqualTo("drain\n");
		assertThat(ask(server)).isEqualTo("maint\n");
	}

	@Test
	void answerWhenClientHasSentMoreThanIsReadIsNotLost() throws IOException {
		AgentServer server = start(AgentAnswer::maint);
		for (int round = 0; round < 100; round++) {
			try (Socket client = connect(server)) {
				client.getOutputStream().write(new byte[2000]);
				assertThat(received(client)).isEqualTo("maint\n");
			}
		}
	}

	@Test
	void answerWhenManyClientsNeitherReadNorCloseIsThereForTheNext() throws IOException {
		AgentServer server = start(() -> AgentAnswer.up(100));
		for (int client = 0; client < 500; client++) {
			this.opened.add(connect(server));
		}
		assertThat(ask(server)).isEqualTo("ready up 100%\n");
	}

	@Test
	void connectionWhenClientDoesNotCloseItIsClosedAllTheSame() throws IOException {
		AgentServer server = start(() -> AgentAnswer.up(100));
		try (Socket client = connect(server)) {
			assertThat(received(client)).isEqualTo("ready up 100%\n");
			// Fails once the other end is gone
			assertThatExceptionOfType(IOException.class).isThrownBy(() -> {
				while (true) {
					client.getOutputStream().write(0);
				}
			});
		}
	}

	@Test
	void connectionWhenTooManyAreLeftOpenIsTheOldestToGo() throws IOException {
		AgentServer server = startWithoutTimeLimits(AgentAnswer::drain);
		Socket oldest = connect(server);
		this.opened.add(oldest);
		for (int client = 0; client < 64; client++) {
			this.opened.add(connect(server));
		}
		assertThatExceptionOfType(IOException.class).isThrownBy(() -> {
			while (true) {
				oldest.getOutputStream().write(0);
			}
		});
	}

	@Test
	void connectionWhenItsClientHasClosedTakesNoPlace() throws IOException {
		AgentServer server = startWithoutTimeLimits(AgentAnswer::drain);
		try (Socket oldest = connect(server)) {
			for (int client = 0; client < 500; client++) {
				assertThat(ask(server)).isEqualTo("drain\n");
			}
			for (int i = 0; i < 10; i++) {
				oldest.getOutputStream().write(0);
			}
			assertThat(received(oldest)).isEqualTo("drain\n");
		}
	}

	@Test
	void answerWhenSupplierThrowsIsEmptyAndSaidOnce() throws IOException {
		List<Throwable> failures = new ArrayList<>(
				List.of(new IllegalStateException("test"), new StackOverflowError()));
		AgentServer server = start(() -> {
			if (!failures.isEmpty()) {
				sneak(failures.remove(0));
			}
			return AgentAnswer.drain();
		});
		try (CapturedLog log = CapturedLog.of(AgentServer.class)) {
			assertThat(ask(server)).isEmpty();
			assertThat(ask(server)).isEmpty();
			assertThat(ask(server)).isEqualTo("drain\n");
			Awaitility.await()
				.untilAsserted(() -> assertThat(log.lines()).containsExactly(
						"WARNING The agent failed to answer; further failures within a minute are logged at level DEBUG"));
		}
	}

	@Test
	void startWhenPortIsTakenNamesIt() throws IOException {
		AgentServer server = start(AgentAnswer::drain);
		assertThatExceptionOfType(BindException.class)
			.isThrownBy(() -> start(System::nanoTime, server.address(), AgentAnswer::drain))
			.withMessageContaining(":" + server.address().getPort());
	}

	@Test
	void closeWhenClientsAreConnectedEndsThemAndTheThread() throws Exception {
		AgentServer server = start(System::nanoTime, Servers.lastingAddress(), AgentAnswer::drain);
		try (Socket client = connect(server)) {
			assertThat(client.getInputStream().readNBytes(6)).asString().isEqualTo("drain\n");
			server.close();
			assertThat(client.getInputStream().read()).isEqualTo(-1);
			assertThatExceptionOfType(IOException.class).isThrownBy(() -> connect(server));
			closeAll();
			assertThat(Thread.getAllStackTraces().keySet())
				.noneMatch((thread) -> thread.getName().equals("healthcheck-http-1") && thread.isAlive());
		}
	}

	@Test
	void closeWhenTheLoopIsBusyReturnsOnlyWhenThePortIsFree() throws Exception {
		CountDownLatch answering = new CountDownLatch(1);
		CountDownLatch closing = new CountDownLatch(1);
		ServerLoop loop = ServerLoop.start(DaemonThreadFactory.inheriting());
		this.opened.add(loop);
		AgentServer server = AgentServer.start(loop, Servers.lastingAddress(), () -> {
			answering.countDown();
			await(closing, Duration.ofMinutes(1));
			return AgentAnswer.drain();
		});
		try (Socket client = connect(server)) {
			await(answering, Duration.ofMinutes(1));
			CountDownLatch closed = new CountDownLatch(1);
			AtomicBoolean free = new AtomicBoolean();
			AtomicLong took = new AtomicLong();
			Thread closer = new Thread(() -> {
				long began = System.nanoTime();
				server.close();
				took.set(System.nanoTime() - began);
				free.set(isFree(server.address()));
				closed.countDown();
			});
			closer.start();
			Awaitility.await().until(() -> closer.getState() == Thread.State.TIMED_WAITING || !closer.isAlive());
			// In the same turn, behind what closes the server
			loop.execute(() -> await(closed, Duration.ofMillis(300)));
			closing.countDown();
			closer.join();
			assumeThat(took.get()).as("it waits no longer").isLessThan(Duration.ofSeconds(1).toNanos());
			assertThat(free).isTrue();
		}
	}

	private static void await(CountDownLatch latch, Duration atMost) {
		try {
			var unused = latch.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private static boolean isFree(InetSocketAddress address) {
		try (ServerSocket socket = new ServerSocket()) {
			socket.bind(address);
			return true;
		}
		catch (IOException ex) {
			return false;
		}
	}

	private AgentServer startWithoutTimeLimits(Supplier<AgentAnswer> answers) throws IOException {
		return start(() -> 0, ANY, answers);
	}

	private AgentServer start(Supplier<AgentAnswer> answers) throws IOException {
		return start(System::nanoTime, ANY, answers);
	}

	private AgentServer start(LongSupplier ticker, InetSocketAddress address, Supplier<AgentAnswer> answers)
			throws IOException {
		ServerLoop loop = ServerLoop.start(DaemonThreadFactory.inheriting(), ticker);
		this.opened.add(loop);
		return AgentServer.start(loop, address, answers);
	}

	private static String ask(AgentServer server) throws IOException {
		try (Socket client = connect(server)) {
			return received(client);
		}
	}

	private static Socket connect(AgentServer server) throws IOException {
		Socket socket = new Socket(server.address().getAddress(), server.address().getPort());
		socket.setSoTimeout(30_000);
		return socket;
	}

	private static String received(Socket client) throws IOException {
		return new String(client.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
	}

	@SuppressWarnings("unchecked")
	private static <T extends Throwable> void sneak(Throwable failure) throws T {
		throw (T) failure;
	}

}
