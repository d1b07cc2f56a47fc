package dev.healthcheck.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Filter;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;

import dev.healthcheck.CapturedLog;
import dev.healthcheck.probe.ProbeReply;
import dev.healthcheck.probe.ProbeRequest;
import dev.healthcheck.thread.DaemonThreadFactory;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ServerLoop}: nothing ends it but its end.
 */
@Timeout(120)
class ServerLoopTests {

	private static final String GET = "GET /readyz HTTP/1.1\r\nHost: x\r\n\r\n";

	private static final InetSocketAddress ANY = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

	private ServerLoop loop;

	private ProbeServer server;

	@BeforeEach
	void start() throws IOException {
		this.loop = ServerLoop.start(DaemonThreadFactory.inheriting());
		this.server = start(Servers.PROBES);
	}

	@AfterEach
	void close() {
		this.loop.close();
		this.server.close();
	}

	@Test
	void errorIsLoggedOnceAndTheLoopGoesOn() throws Exception {
		try (CapturedLog log = CapturedLog.of(ServerLoop.class); Wire open = new Wire(this.server)) {
			open.say(GET);
			open.hearOk();
			for (int i = 0; i < 3; i++) {
				this.loop.execute(() -> {
					throw new OutOfMemoryError("test");
				});
				run(() -> {
				});
			}
			open.say(GET);
			assertThat(open.hearOk()).contains("200");
			assertAnswers();
			Awaitility.await()
				.untilAsserted(() -> assertThat(log.lines()).hasSize(1)
					.first()
					.asString()
					.startsWith("WARNING The event loop"));
		}
	}

	@Test
	void interruptsCloseNeitherPortNorLoop() {
		for (int i = 0; i < 200; i++) {
			thread().interrupt();
			Wire.exchange(this.server, GET);
		}
		Awaitility.await().ignoreExceptions().untilAsserted(this::assertAnswers);
		assertThat(thread().isAlive()).isTrue();
	}

	@Test
	void interruptThatAHandlerLeavesEndsNoConnection() throws IOException {
		this.server.close();
		this.server = start((request) -> {
			Thread.currentThread().interrupt();
			return Servers.text("ok");
		});
		try (Wire wire = new Wire(this.server)) {
			for (int i = 0; i < 10; i++) {
				wire.say(GET);
				assertThat(wire.hearOk()).contains("200");
			}
			// Otherwise nothing would be waited for any more
			Awaitility.await().until(() -> !thread().isInterrupted());
		}
	}

	@Test
	void selectorThatIsClosedIsReplaced() throws Exception {
		try (CapturedLog log = CapturedLog.of(ServerLoop.class); Wire open = new Wire(this.server)) {
			open.say(GET);
			open.hearOk();
			int port = this.server.address().getPort();
			this.loop.selector().close();
			assertThat(open.hearAll()).isEmpty();
			Awaitility.await().ignoreExceptions().untilAsserted(this::assertAnswers);
			assertThat(this.server.address().getPort()).isEqualTo(port);
			Awaitility.await().untilAsserted(() -> assertThat(log.lines()).isNotEmpty());
		}
	}

	@Test
	void errorOfTheSelectorItselfReplacesIt() throws Exception {
		Pipe pipe = Pipe.open();
		try (CapturedLog log = CapturedLog.of(ServerLoop.class); Wire open = new Wire(this.server)) {
			open.say(GET);
			open.hearOk();
			Selector before = this.loop.selector();
			pipe.sink().write(ByteBuffer.wrap(new byte[1]));
			pipe.source().configureBlocking(false);
			run(() -> pipe.source().register(before, SelectionKey.OP_READ, new Failing()));
			assertThat(open.hearAll()).isEmpty();
			Awaitility.await().ignoreExceptions().untilAsserted(this::assertAnswers);
			assertThat(before.isOpen()).isFalse();
			assertThat(this.loop.selector()).isNotSameAs(before);
			Awaitility.await().untilAsserted(() -> assertThat(log.lines()).hasSize(1));
		}
		finally {
			pipe.sink().close();
			pipe.source().close();
		}
	}

	@Test
	void errorOfASessionEndsItsConnectionOnly() throws Exception {
		ServerPort port = ServerPort.open(ANY, new ServerPort.Settings("Failing", this.loop, 10,
				new ConnectionTable(10, Map.of(), () -> 0), Transport::new, FailingSession::new));
		try (Wire open = new Wire(this.server)) {
			open.say(GET);
			open.hearOk();
			for (String text : List.of("stack", "memory", "end")) {
				try (Socket socket = new Socket(ANY.getAddress(), port.address().getPort())) {
					socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
					assertEnds(socket);
				}
			}
			open.say(GET);
			assertThat(open.hearOk()).contains("200");
			assertThat(port.connections().size()).isZero();
		}
		finally {
			port.close();
			this.loop.remove(port);
		}
	}

	@Test
	void errorsWhilePortsAreTendedAndOfTheRecoveryItselfAreSurvived() throws Exception {
		AtomicBoolean failing = new AtomicBoolean();
		AtomicInteger failures = new AtomicInteger();
		try (ServerLoop other = ServerLoop.start(DaemonThreadFactory.inheriting(), () -> {
			if (failing.get()) {
				failures.incrementAndGet();
				throw new OutOfMemoryError("test");
			}
			return System.nanoTime();
		}); ProbeServer failed = ProbeServer.start(other, ANY, Servers.UNHURRIED, null, Servers.PROBES)) {
			assertThat(Wire.exchange(failed, GET)).startsWith("HTTP/1.1 200 ");
			failing.set(true);
			other.execute(() -> {
				throw new StackOverflowError("test");
			});
			Awaitility.await().until(() -> failures.get() > 10);
			failing.set(false);
			Awaitility.await().ignoreExceptions().until(() -> Wire.exchange(failed, GET).endsWith("ok"));
		}
	}

	@Test
	void portThatCannotBeTendedHoldsUpNoOther() throws Exception {
		AtomicInteger failures = new AtomicInteger();
		ConnectionTable failing = new ConnectionTable(10, Map.of(), () -> {
			failures.incrementAndGet();
			throw new OutOfMemoryError("test");
		});
		this.server.close();
		ServerPort port = ServerPort.open(ANY,
				new ServerPort.Settings("Failing", this.loop, 10, failing, Transport::new, FailingSession::new));
		// The next port comes after the one that fails
		this.server = start(Servers.PROBES);
		for (int i = 0; i < 10; i++) {
			assertAnswers();
		}
		assertThat(failures.get()).isGreaterThan(10);
		port.close();
	}

	@Test
	void handlerWhoseStackOverflowsIsAnsweredFor() throws Exception {
		try (ProbeServer endless = start(ServerLoopTests::endless)) {
			for (int i = 0; i < 10; i++) {
				assertThat(Wire.exchange(endless, GET)).startsWith("HTTP/1.1 500 ");
				assertAnswers();
			}
		}
	}

	@Test
	void logThatBlocksHoldsUpNoConnection() throws Exception {
		CountDownLatch blocked = new CountDownLatch(1);
		CountDownLatch release = new CountDownLatch(1);
		Logger logger = Logger.getLogger(SafeHandler.class.getName());
		Filter filter = (line) -> {
			blocked.countDown();
			try {
				release.await();
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
			return false;
		};
		logger.setFilter(filter);
		logger.setLevel(Level.ALL);
		try (ProbeServer failing = start((request) -> {
			throw new IllegalStateException("test");
		})) {
			assertThat(Wire.exchange(failing, GET)).startsWith("HTTP/1.1 500 ");
			blocked.await();
			// More than may wait
			for (int i = 0; i < 100; i++) {
				assertThat(Wire.exchange(failing, GET)).startsWith("HTTP/1.1 500 ");
				assertAnswers();
			}
		}
		finally {
			logger.setFilter(null);
			logger.setLevel(null);
			release.countDown();
		}
	}

	@Test
	void portThatIsClosedIsOpenedAgainEvenIfItIsTakenFirst() throws Exception {
		// The port is registered with the selector
		assertAnswers();
		InetSocketAddress address = this.server.address();
		List<ServerSocket> taken = new ArrayList<>();
		try (CapturedLog log = CapturedLog.of(ServerPort.class)) {
			run(() -> {
				closePort();
				this.loop.selector().selectNow();
				taken.add(new ServerSocket(address.getPort(), 1, address.getAddress()));
			});
			Awaitility.await().until(() -> !log.lines().isEmpty());
			taken.get(0).close();
			Awaitility.await().ignoreExceptions().untilAsserted(this::assertAnswers);
			Awaitility.await()
				.untilAsserted(() -> assertThat(log.lines()).hasSize(2)
					.last()
					.asString()
					.startsWith("WARNING The probe server listens again"));
		}
	}

	@Test
	void loopServesManyPortsWithOneThread() throws IOException {
		Set<Thread> before = healthcheckThreads();
		try (AgentServer agent = AgentServer.start(this.loop, ANY, AgentAnswer::drain);
				ProbeServer second = start((request) -> Servers.text("second"))) {
			for (int i = 0; i < 100; i++) {
				assertAnswers();
				assertThat(Wire.exchange(second, GET)).endsWith("second");
				assertThat(hear(agent)).isEqualTo("drain\n");
			}
			assertThat(healthcheckThreads()).isEqualTo(before).hasSize(1);
			second.close();
			assertAnswers();
			assertThat(hear(agent)).isEqualTo("drain\n");
		}
	}

	@Test
	void closeEndsAllPorts() throws IOException {
		AgentServer agent = AgentServer.start(this.loop, Servers.lastingAddress(), AgentAnswer::drain);
		try (Wire open = new Wire(this.server)) {
			open.say(GET);
			open.hearOk();
			this.loop.close();
			assertThat(open.hearAll()).isEmpty();
			assertThat(healthcheckThreads()).isEmpty();
			for (InetSocketAddress address : List.of(agent.address(), this.server.address())) {
				new ServerSocket(address.getPort(), 1, address.getAddress()).close();
			}
			agent.close();
			this.server.close();
		}
	}

	private static @Nullable ProbeReply endless(ProbeRequest request) {
		ProbeHandler itself = ServerLoopTests::endless;
		return itself.handle(request);
	}

	private static void assertEnds(Socket socket) {
		try {
			assertThat(socket.getInputStream().read()).isEqualTo(-1);
		}
		catch (IOException ex) {
			assertThat(ex).hasMessageContaining("reset");
		}
	}

	private ProbeServer start(ProbeHandler handler) throws IOException {
		return ProbeServer.start(this.loop, Servers.lastingAddress(), Servers.UNHURRIED, null, handler);
	}

	private static String hear(AgentServer agent) throws IOException {
		try (Socket socket = new Socket(agent.address().getAddress(), agent.address().getPort())) {
			return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
		}
	}

	private void assertAnswers() {
		assertThat(Wire.exchange(this.server, GET)).startsWith("HTTP/1.1 200 ");
	}

	private void closePort() throws IOException {
		for (SelectionKey key : this.loop.selector().keys()) {
			if (key.channel() instanceof ServerSocketChannel channel) {
				channel.close();
			}
		}
	}

	// By the thread of the loop
	private void run(Task task) throws Exception {
		CountDownLatch done = new CountDownLatch(1);
		List<Exception> failures = new ArrayList<>();
		this.loop.execute(() -> {
			try {
				task.run();
			}
			catch (Exception ex) {
				failures.add(ex);
			}
			done.countDown();
		});
		assertThat(done.await(60, TimeUnit.SECONDS)).isTrue();
		assertThat(failures).isEmpty();
	}

	private static Thread thread() {
		return healthcheckThreads().iterator().next();
	}

	private static Set<Thread> healthcheckThreads() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.filter((thread) -> thread.getName().startsWith("healthcheck-"))
			.collect(Collectors.toSet());
	}

	private interface Task {

		void run() throws Exception;

	}

	private static final class Failing implements ServerLoop.Selectable {

		@Override
		public void ready() {
			throw new OutOfMemoryError("test");
		}

		@Override
		public void failed(Throwable failure) {
			throw new OutOfMemoryError("test");
		}

	}

	private record FailingSession(Connection connection) implements Session {

		@Override
		public boolean receive(ByteBuffer input) {
			if (!input.hasRemaining()) {
				// Nothing yet
				return false;
			}
			String text = StandardCharsets.US_ASCII.decode(input).toString();
			if (text.equals("stack")) {
				throw new StackOverflowError("test");
			}
			throw new OutOfMemoryError("test");
		}

		@Override
		public void end() {
			throw new OutOfMemoryError("test");
		}

	}

}
