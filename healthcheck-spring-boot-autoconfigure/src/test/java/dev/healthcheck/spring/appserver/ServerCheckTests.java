package dev.healthcheck.spring.appserver;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

import dev.healthcheck.check.CheckResult;
import dev.healthcheck.check.CheckStatus;
import dev.healthcheck.check.InconclusiveException;
import dev.healthcheck.spring.appserver.ServerState.Threads;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.mockito.Mockito;

import org.springframework.boot.web.server.WebServer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.entry;

class ServerCheckTests {

	private static final Duration STALL_AFTER = Duration.ofSeconds(30);

	private final AtomicLong ticker = new AtomicLong(Long.MAX_VALUE - 5);

	private boolean accepting = true;

	private Supplier<ServerState> counters = busy(4, 100L);

	private final ServerCheck check = new ServerCheck(List.of((server) -> null, (server) -> this::read), STALL_AFTER,
			CheckStatus.DOWN, this.ticker::get);

	private List<ConnectorState> read() {
		return List.of(new ConnectorState("connector", null, this.accepting, false, null, false, this.counters.get()));
	}

	@Test
	void whenServerHasNotStartedItIsOutOfService() throws Exception {
		assertThat(this.check.run().status()).isEqualTo(CheckStatus.OUT_OF_SERVICE);
	}

	@Test
	void whenServerIsClosedBeforeTheApplicationHasStartedItIsOutOfService() throws Exception {
		this.check.started(Mockito.mock(WebServer.class));
		this.accepting = false;
		assertThat(this.check.run().status()).isEqualTo(CheckStatus.OUT_OF_SERVICE);
		this.accepting = true;
		assertThat(this.check.run().status()).isEqualTo(CheckStatus.UP);
	}

	@Test
	void whenApplicationHasNoServerOfItsOwnItIsUpAndUnknown() throws Exception {
		this.check.serving();
		assertThat(this.check.run().status()).isEqualTo(CheckStatus.UP);
		assertThat(this.check.run().details()).containsOnly(entry("accepting", "unknown"));
	}

	@Test
	void whenServerIsOfUnknownKindItIsUpAndUnknown() throws Exception {
		ServerCheck check = new ServerCheck(List.of(), null, CheckStatus.DEGRADED, this.ticker::get);
		check.started(Mockito.mock(WebServer.class));
		check.serving();
		assertThat(check.run().status()).isEqualTo(CheckStatus.UP);
		assertThat(check.run().details()).containsOnly(entry("accepting", "unknown"));
	}

	@Test
	void whenServerIsOfUnknownVersionTheApplicationStarts() throws Exception {
		ServerCheck check = new ServerCheck(List.of((server) -> {
			throw new NoSuchMethodError("of another version");
		}), null, CheckStatus.DEGRADED, this.ticker::get);
		check.started(Mockito.mock(WebServer.class));
		check.serving();
		assertThat(check.run().status()).isEqualTo(CheckStatus.UP);
		assertThat(check.run().message()).contains("of another version");
	}

	@Test
	void whenAllThreadsAreBusyItIsUp() throws Exception {
		serve();
		assertThat(this.check.run().status()).isEqualTo(CheckStatus.UP);
		assertThat(this.check.run().details()).containsEntry("accepting", "unknown")
			.containsEntry("threadsBusy", 4)
			.containsEntry("threadsMax", 4)
			.containsEntry("queued", 17)
			.containsEntry("connections", 42L)
			.containsEntry("connectionsMax", 8192L);
	}

	@Test
	void saturationIsThePartOfTheThreadsThatIsBusy() throws Exception {
		serve();
		this.counters = busy(1, 100L);
		assertThat(this.check.saturation()).isZero();
		this.check.run();
		assertThat(this.check.saturation()).isEqualTo(0.25);
		this.counters = busy(8, 100L);
		this.check.run();
		assertThat(this.check.saturation()).isEqualTo(1);
	}

	@Test
	void whenServerAcceptsNothingAnyMoreItIsDown() throws Exception {
		serve();
		this.check.run();
		this.accepting = false;
		assertThat(this.check.run().status()).isEqualTo(CheckStatus.DOWN);
		assertThat(this.check.run().details()).containsEntry("accepting", false);
	}

	@Test
	void whenServerAcceptsNothingBecauseTheApplicationStopsItIsOutOfService() throws Exception {
		serve();
		this.check.run();
		this.check.stopping();
		this.accepting = false;
		assertThat(this.check.run().status()).isEqualTo(CheckStatus.OUT_OF_SERVICE);
		assertThat(this.check.run().details()).containsEntry("accepting", false);
	}

	@Test
	void whenServerCannotBeLookedAtNothingIsKnown() throws Exception {
		serve();
		this.counters = () -> {
			throw new NoSuchMethodError("of another version");
		};
		assertThatExceptionOfType(InconclusiveException.class).isThrownBy(this.check::run)
			.withMessageContaining("of another version");
		this.counters = () -> {
			throw new OutOfMemoryError("Java heap space");
		};
		assertThatExceptionOfType(InconclusiveException.class).isThrownBy(this.check::run)
			.withMessageContaining("memory");
		this.counters = busy(1, 100L);
		assertThat(this.check.run().status()).isEqualTo(CheckStatus.UP);
	}

	@Test
	void whenAllThreadsAreBusyAndNothingFinishesItStallsAndRecovers() throws Exception {
		serve();
		assertThat(this.check.run().status()).isEqualTo(CheckStatus.UP);
		after(STALL_AFTER.minusNanos(1));
		assertThat(this.check.run().status()).isEqualTo(CheckStatus.UP);
		after(Duration.ofNanos(1));
		CheckResult stalled = this.check.run();
		assertThat(stalled.status()).isEqualTo(CheckStatus.DOWN);
		assertThat(stalled.message()).contains("for 30 s");
		this.counters = busy(4, 101L);
		assertThat(this.check.run().status()).isEqualTo(CheckStatus.UP);
	}

	@Test
	void whenRequestsFinishItDoesNotStall() throws Exception {
		serve();
		for (long finished = 1; finished < 100; finished++) {
			this.counters = busy(4, finished);
			assertThat(this.check.run().status()).isEqualTo(CheckStatus.UP);
			after(STALL_AFTER.minusNanos(1));
		}
	}

	@Test
	void whenThreadIsFreeItDoesNotStall() throws Exception {
		serve();
		this.counters = () -> new ServerState(new Threads(3, 4, 0), null, null, 100L);
		this.check.run();
		after(STALL_AFTER.multipliedBy(2));
		assertThat(this.check.run().status()).isEqualTo(CheckStatus.UP);
	}

	@Test
	void whenServerDoesNotCountItDoesNotStall() throws Exception {
		serve();
		this.counters = busy(4, null);
		this.check.run();
		after(STALL_AFTER.multipliedBy(2));
		assertThat(this.check.run().status()).isEqualTo(CheckStatus.UP);
	}

	private void serve() {
		this.check.started(Mockito.mock(WebServer.class));
		this.check.serving();
	}

	private void after(Duration duration) {
		this.ticker.addAndGet(duration.toNanos());
	}

	private static Supplier<ServerState> busy(int threads, @Nullable Long finished) {
		return () -> new ServerState(new Threads(threads, 4, 17), 42L, 8192L, finished);
	}

}
