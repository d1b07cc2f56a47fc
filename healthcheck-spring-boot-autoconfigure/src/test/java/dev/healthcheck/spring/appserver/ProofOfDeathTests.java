package dev.healthcheck.spring.appserver;

import java.util.function.Consumer;
import java.util.stream.Stream;

import dev.healthcheck.spring.appserver.HalfClose.Reply;
import dev.healthcheck.spring.appserver.ListenerTable.Listener;
import dev.healthcheck.spring.appserver.ServerState.Threads;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

class ProofOfDeathTests {

	private static final int LONG = 300;

	private final WatchedConnector connector = WatchedConnector.healthy();

	/** What happens, after how many looks it is proven, and by what. */
	static Stream<Object> deaths() {
		return Stream.of(
				Arguments.arguments("stopped or paused", is((c) -> c.accepting = false), 1,
						"closed, stopped or paused"),
				Arguments.arguments("a thread has ended", is((c) -> c.dead = "acceptor"), 1, "its acceptor has ended"),
				Arguments.arguments("port gone, as listed", is((c) -> {
					c.listener = Listener.ABSENT;
					c.answer = Reply.REFUSED;
				}), 3, "port 8080 refuses connections"),
				Arguments.arguments("port gone, where nothing is listed", is((c) -> {
					c.listener = Listener.UNKNOWN;
					c.answer = Reply.REFUSED;
				}), 3, "port 8080 refuses connections"), Arguments.arguments("out of descriptors",
						is((c) -> c.descriptors = false), 4, "no file descriptor is left"),
				Arguments.arguments("out of descriptors under load", is((c) -> {
					c.descriptors = false;
					c.threads = new Threads(4, 4, 9);
					c.atLimit = true;
				}), 4, "no file descriptor is left"),
				Arguments.arguments("nothing is accepted", is((c) -> acceptsNothing(c, 3)), 11,
						"accepts no connections, 3 are waiting"),
				Arguments.arguments("nothing is accepted, and more and more wait",
						is((c) -> acceptsNothing(c, c.listener.waiting() + 1)), 11, "accepts no connection"),
				Arguments.arguments("nothing is accepted, all threads busy", is((c) -> {
					acceptsNothing(c, 1);
					c.threads = new Threads(4, 4, 9);
				}), 11, "accepts no connection"),
				Arguments.arguments("nothing is accepted, virtual threads", is((c) -> {
					acceptsNothing(c, 1);
					c.threads = null;
				}), 11, "accepts no connection"), Arguments.arguments("nothing is answered",
						is((c) -> c.answer = Reply.PENDING), 21, "does not respond"));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("deaths")
	void whenConnectorIsDeadItIsProven(String what, Consumer<WatchedConnector> death, int looks, String reason) {
		int dead = this.connector.looksUntilDead(looks, () -> death.accept(this.connector));
		assertThat(dead).as(what).isEqualTo(looks);
		assertThat(this.connector.after(1000).reason()).contains(reason);
	}

	/** What may last for ever, and is not death. */
	static Stream<Object> life() {
		return Stream.of(Arguments.arguments("idle", is((c) -> {
		})), Arguments.arguments("all threads busy", is((c) -> {
			c.threads = new Threads(4, 4, 0);
			c.answer = Reply.PENDING;
		})), Arguments.arguments("requests wait for threads", is((c) -> {
			c.threads = new Threads(3, 4, 1);
			c.answer = Reply.PENDING;
		})), Arguments.arguments("as many connections as there may be, and more wait", is((c) -> {
			c.atLimit = true;
			c.waiting(100);
			c.answer = Reply.PENDING;
		})), Arguments.arguments("slow, but requests finish", is((c) -> {
			c.finished++;
			c.waiting(100);
			c.answer = Reply.PENDING;
		})), Arguments.arguments("requests finish now and then", is((c) -> {
			c.waiting(5);
			c.answer = Reply.PENDING;
			if (c.opened % 2 == 0) {
				c.finished++;
			}
			c.opened++;
		})), Arguments.arguments("connections are accepted, as they are counted", is((c) -> {
			c.waiting(5);
			c.connections++;
		})), Arguments.arguments("connections are accepted, as fewer wait",
				is((c) -> c.waiting((c.listener.waiting() + 3) % 4))),
				Arguments.arguments("requests are not counted", is((c) -> {
					c.countsFinished = false;
					c.answer = Reply.PENDING;
				})), Arguments.arguments("virtual threads", is((c) -> {
					c.threads = null;
					c.answer = Reply.PENDING;
				})), Arguments.arguments("the threads that accept serve requests, too", is((c) -> {
					c.acceptorThread = false;
					c.threads = null;
					c.waiting(100);
					c.answer = Reply.PENDING;
				})), Arguments.arguments("a firewall refuses", is((c) -> c.answer = Reply.REFUSED)),
				Arguments.arguments("it cannot be reached", is((c) -> c.answer = Reply.NONE)),
				Arguments.arguments("nothing is listed", is((c) -> c.listener = Listener.UNKNOWN)));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("life")
	void whenConnectorIsSlowNothingIsProven(String what, Consumer<WatchedConnector> life) {
		assertThat(this.connector.looksUntilDead(LONG, () -> life.accept(this.connector))).as(what).isEqualTo(-1);
	}

	/** What never worked here, for example in a sandbox. */
	static Stream<Object> impossibilities() {
		return Stream.of(Arguments.arguments("closed", is((c) -> c.accepting = false)),
				Arguments.arguments("closed, and its acceptor has ended", is((c) -> {
					c.accepting = false;
					c.dead = "acceptor";
				})), Arguments.arguments("refused", is((c) -> c.answer = Reply.REFUSED)),
				Arguments.arguments("refused, and not listed", is((c) -> {
					c.listener = Listener.ABSENT;
					c.answer = Reply.REFUSED;
				})), Arguments.arguments("no socket can be opened", is((c) -> c.descriptors = false)),
				Arguments.arguments("packets are dropped", is((c) -> c.answer = Reply.PENDING)));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("impossibilities")
	void whenSomethingHasNeverWorkedItProvesNothing(String what, Consumer<WatchedConnector> obstacle) {
		WatchedConnector connector = new WatchedConnector();
		assertThat(connector.looksUntilDead(LONG, () -> obstacle.accept(connector))).as(what).isEqualTo(-1);
	}

	/** What must last, and is not seen to last where looks are far apart. */
	static Stream<Object> lasting() {
		return Stream.of(Arguments.arguments("out of descriptors", is((c) -> c.descriptors = false)),
				Arguments.arguments("nothing is accepted", is((c) -> acceptsNothing(c, 3))),
				Arguments.arguments("nothing is answered", is((c) -> c.answer = Reply.PENDING)));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("lasting")
	void whenProcessIsStoppedBetweenLooksNothingIsProven(String what, Consumer<WatchedConnector> death) {
		death.accept(this.connector);
		for (int i = 0; i < LONG; i++) {
			assertThat(this.connector.after(3001).reason()).as(what).isNull();
		}
	}

	/** What ends a proof that must last, right before it is complete. */
	static Stream<Object> interruptions() {
		return Stream.of(Arguments.arguments("a request finishes", is((c) -> c.finished++)),
				Arguments.arguments("no thread is free", is((c) -> c.threads = new Threads(4, 4, 0))),
				Arguments.arguments("a request waits", is((c) -> c.threads = new Threads(0, 4, 1))),
				Arguments.arguments("no further connection may be open", is((c) -> c.atLimit = true)));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("interruptions")
	void whenConnectorHasNoRoomForOneLookSilenceIsMeasuredAnew(String what, Consumer<WatchedConnector> interruption) {
		this.connector.answer = Reply.PENDING;
		assertThat(this.connector.looksUntilDead(20, ProofOfDeathTests::nothing)).isEqualTo(-1);
		interruption.accept(this.connector);
		this.connector.after(1000);
		this.connector.recover();
		this.connector.answer = Reply.PENDING;
		assertThat(this.connector.looksUntilDead(20, ProofOfDeathTests::nothing)).as(what).isEqualTo(-1);
		assertThat(this.connector.looksUntilDead(10, ProofOfDeathTests::nothing)).as(what).isPositive();
	}

	@Test
	void whenDeadConnectorFillsUpItStaysDeadUntilItShowsLife() {
		this.connector.answer = Reply.PENDING;
		assertThat(this.connector.looksUntilDead(30, ProofOfDeathTests::nothing)).isPositive();
		this.connector.threads = new Threads(4, 4, 9);
		this.connector.atLimit = true;
		assertThat(this.connector.after(1000).reason()).contains("does not respond");
		this.connector.finished++;
		assertThat(this.connector.after(1000).reason()).isNull();
		assertThat(this.connector.looksUntilDead(LONG, ProofOfDeathTests::nothing)).isEqualTo(-1);
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("deaths")
	void whenConnectorWorksAgainItIsFoundAtTheNextLooks(String what, Consumer<WatchedConnector> death, int looks,
			String reason) {
		this.connector.looksUntilDead(looks, () -> death.accept(this.connector));
		assertThat(this.connector.after(1000).reason()).as(what).isNotNull();
		this.connector.recover();
		this.connector.after(1000);
		assertThat(this.connector.after(1000).reason()).as(what).isNull();
	}

	@Test
	void whenConnectorIsIdleConnectionIsOpenedEveryFiveSeconds() {
		int before = this.connector.opened;
		this.connector.looksUntilDead(100, ProofOfDeathTests::nothing);
		assertThat(this.connector.opened - before).isEqualTo(20);
	}

	@Test
	void whenConnectorIsBusyNoConnectionIsOpened() {
		int before = this.connector.opened;
		this.connector.looksUntilDead(LONG, () -> this.connector.finished++);
		this.connector.threads = new Threads(4, 4, 0);
		this.connector.looksUntilDead(LONG, ProofOfDeathTests::nothing);
		this.connector.threads = null;
		this.connector.atLimit = true;
		this.connector.looksUntilDead(LONG, ProofOfDeathTests::nothing);
		assertThat(this.connector.opened).isEqualTo(before);
	}

	@Test
	void whenConnectorHasNoPortNoConnectionIsOpened() {
		WatchedConnector socket = new WatchedConnector();
		socket.address = null;
		assertThat(socket.looksUntilDead(LONG, ProofOfDeathTests::nothing)).isEqualTo(-1);
		assertThat(socket.opened).isZero();
	}

	@Test
	void whenConnectionIsNotAnsweredItIsShownForHowLong() {
		this.connector.threads = null;
		this.connector.answer = Reply.PENDING;
		this.connector.looksUntilDead(60, ProofOfDeathTests::nothing);
		assertThat(this.connector.after(1000).silent()).hasSeconds(60);
		this.connector.answer = Reply.ANSWERED;
		this.connector.after(1000);
		assertThat(this.connector.after(1000).silent()).isZero();
	}

	private static void nothing() {
	}

	private static void acceptsNothing(WatchedConnector connector, int waiting) {
		connector.waiting(waiting);
		connector.answer = Reply.PENDING;
	}

	private static Consumer<WatchedConnector> is(Consumer<WatchedConnector> change) {
		return change;
	}

}
