package dev.healthcheck.spring.appserver;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import dev.healthcheck.spring.appserver.ServerState.Threads;
import dev.healthcheck.spring.appserver.ServerWatch.Sighting;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of what is seen of real ports whose servers say that all is well.
 */
@Timeout(60)
class ServerWatchTests {

	private static final ServerState IDLE = new ServerState(new Threads(0, 4, 0), 0L, 100L, 0L);

	private final List<Socket> accepted = new CopyOnWriteArrayList<>();

	private ServerSocket server;

	private ServerWatch watch;

	private boolean otherAccepts = true;

	private long now;

	@BeforeEach
	void listen() throws IOException {
		this.server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
		this.watch = new ServerWatch(() -> List.of(state(this.server, true)));
	}

	@AfterEach
	void close() throws IOException {
		this.watch.close();
		this.server.close();
		for (Socket socket : this.accepted) {
			socket.close();
		}
	}

	@Test
	void whenConnectionsAreAnsweredNothingIsFound() throws IOException {
		for (int i = 0; i < 20; i++) {
			answer();
			assertThat(look().dead()).isNull();
		}
		assertThat(look().details()).containsEntry("accepting", true).containsEntry("threadsMax", 4);
	}

	@Test
	void whenPortIsClosedItIsFoundThoughTheServerSaysThatItIsOpen() throws IOException {
		answer();
		this.server.close();
		Sighting dead = Awaitility.await().until(this::look, (seen) -> seen.dead() != null);
		assertThat(dead.dead()).isEqualTo("port " + this.server.getLocalPort() + " refuses connections");
		assertThat(dead.details()).containsEntry("accepting", false);
	}

	@Test
	void whenPortWasOpenAtAGlanceAndIsPausedItIsFound() {
		AtomicBoolean accepting = new AtomicBoolean(true);
		this.watch = new ServerWatch(() -> List.of(state(this.server, accepting.get())));
		this.watch.glance();
		accepting.set(false);
		assertThat(look().dead()).isEqualTo("port " + this.server.getLocalPort() + " is closed, stopped or paused");
	}

	@Test
	@EnabledOnOs(OS.LINUX)
	void whenNothingIsAcceptedItIsFoundAfterTenSeconds() throws IOException {
		answer();
		try (Socket client = new Socket(this.server.getInetAddress(), this.server.getLocalPort())) {
			assertThat(client.isConnected()).isTrue();
			assertThat(look().details()).containsEntry("waiting", 1);
			for (int i = 1; i < 10; i++) {
				assertThat(look().dead()).isNull();
			}
			assertThat(look().dead()).startsWith("port " + this.server.getLocalPort() + " accepts no connections, ");
			this.server.accept().close();
			assertThat(look().dead()).isNull();
		}
	}

	@Test
	void whenConnectionsAreAcceptedAndNotAnsweredItIsFoundAfterTwentySeconds() throws IOException {
		answer();
		Thread acceptor = new Thread(this::acceptAll);
		acceptor.start();
		int looks = 0;
		Sighting seen = look();
		while (seen.dead() == null && looks < 60) {
			seen = look();
			looks++;
		}
		assertThat(seen.dead()).contains("does not respond");
		assertThat(looks).isBetween(20, 26);
		assertThat(seen.details()).containsEntry("unansweredSeconds", 20L);
	}

	@Test
	void whenSecondConnectorIsDeadItIsFound() throws IOException {
		answer();
		try (ServerSocket other = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
				ServerWatch both = new ServerWatch(
						() -> List.of(state(this.server, true), state(other, this.otherAccepts)))) {
			both.look(this.now);
			this.otherAccepts = false;
			Sighting seen = both.look(this.now);
			assertThat(seen.dead()).isEqualTo("port " + other.getLocalPort() + " is closed, stopped or paused");
			assertThat(seen.counters()).isEqualTo(IDLE);
		}
	}

	@Test
	void whenServerStartsOrStopsNothingIsProven() throws IOException {
		answer();
		this.server.close();
		for (int i = 0; i < 20; i++) {
			this.now += TimeUnit.SECONDS.toNanos(1);
			assertThat(this.watch.glance().dead()).isNull();
		}
	}

	/** Look once, a second after the last time. */
	private Sighting look() {
		this.now += TimeUnit.SECONDS.toNanos(1);
		return this.watch.look(this.now);
	}

	/** Look until a connection comes, and answer it. */
	private void answer() throws IOException {
		this.server.setSoTimeout(10);
		boolean answered = false;
		while (!answered) {
			look();
			try {
				this.server.accept().close();
				answered = true;
			}
			catch (SocketTimeoutException ex) {
				// None is due yet
			}
		}
		look();
		this.server.setSoTimeout(0);
	}

	private void acceptAll() {
		try {
			while (true) {
				this.accepted.add(this.server.accept());
			}
		}
		catch (IOException ex) {
			// The end of the test
		}
	}

	private static ConnectorState state(ServerSocket server, boolean accepting) {
		return new ConnectorState("connector", (InetSocketAddress) server.getLocalSocketAddress(), accepting, false,
				null, true, IDLE);
	}

}
