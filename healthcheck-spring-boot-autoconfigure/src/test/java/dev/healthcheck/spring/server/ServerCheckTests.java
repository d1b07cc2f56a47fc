package dev.healthcheck.spring.server;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

import dev.healthcheck.check.CheckResult;
import dev.healthcheck.check.CheckStatus;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.mockito.Mockito;

import org.springframework.boot.web.server.WebServer;

import static org.assertj.core.api.Assertions.assertThat;

class ServerCheckTests {

	private static final Duration STALL_AFTER = Duration.ofSeconds(30);

	private final AtomicLong ticker = new AtomicLong(Long.MAX_VALUE - 5);

	private ServerState state = state(true, 4, 4, 100L);

	private final ServerCheck check = new ServerCheck(List.of((server) -> null, (server) -> this.state), STALL_AFTER,
			CheckStatus.DOWN, this.ticker::get);

	@Test
	void untilTheServerHasStartedItIsOutOfService() {
		assertThat(this.check.run().status()).isEqualTo(CheckStatus.OUT_OF_SERVICE);
	}

	@Test
	void whereThereIsNoServerItIsUp() {
		this.check.notEmbedded();
		assertThat(this.check.run().status()).isEqualTo(CheckStatus.UP);
	}

	@Test
	void howeverBusyItIsUp() {
		started();
		assertThat(this.check.run().status()).isEqualTo(CheckStatus.UP);
		assertThat(this.check.run().details()).containsEntry("accepting", true)
			.containsEntry("threadsBusy", 4)
			.containsEntry("threadsMax", 4)
			.containsEntry("queued", 17)
			.containsEntry("connections", 42L)
			.containsEntry("connectionsMax", 8192L);
	}

	@Test
	void saturationIsThePartOfTheThreadsThatIsBusy() {
		started();
		this.state = state(true, 1, 4, 100L);
		assertThat(this.check.saturation()).isZero();
		this.check.run();
		assertThat(this.check.saturation()).isEqualTo(0.25);
		this.state = state(true, 8, 4, 100L);
		this.check.run();
		assertThat(this.check.saturation()).isEqualTo(1);
	}

	@Test
	void whenThePortAcceptsNothingItIsDown() {
		started();
		this.state = state(false, 0, 4, 100L);
		assertThat(this.check.run().status()).isEqualTo(CheckStatus.DOWN);
	}

	@Test
	void whenThePortAcceptsNothingBecauseTheApplicationStopsItIsOutOfService() {
		started();
		this.check.stopping(true);
		this.state = state(false, 0, 4, 100L);
		assertThat(this.check.run().status()).isEqualTo(CheckStatus.OUT_OF_SERVICE);
	}

	@Test
	void whenAllThreadsAreBusyAndNothingFinishesItStallsAndRecovers() {
		started();
		assertThat(this.check.run().status()).isEqualTo(CheckStatus.UP);
		after(STALL_AFTER.minusNanos(1));
		assertThat(this.check.run().status()).isEqualTo(CheckStatus.UP);
		after(Duration.ofNanos(1));
		CheckResult stalled = this.check.run();
		assertThat(stalled.status()).isEqualTo(CheckStatus.DOWN);
		assertThat(stalled.message()).contains("for 30 s");
		this.state = state(true, 4, 4, 101L);
		assertThat(this.check.run().status()).isEqualTo(CheckStatus.UP);
	}

	@Test
	void whileRequestsFinishItDoesNotStall() {
		started();
		for (long finished = 1; finished < 100; finished++) {
			this.state = state(true, 4, 4, finished);
			assertThat(this.check.run().status()).isEqualTo(CheckStatus.UP);
			after(STALL_AFTER.minusNanos(1));
		}
	}

	@Test
	void whileAThreadIsFreeItDoesNotStall() {
		started();
		this.state = new ServerState(true, new ServerState.Threads(3, 4, 0), null, null, 100L);
		this.check.run();
		after(STALL_AFTER.multipliedBy(2));
		assertThat(this.check.run().status()).isEqualTo(CheckStatus.UP);
	}

	@Test
	void whereTheServerDoesNotCountItDoesNotStall() {
		started();
		this.state = state(true, 4, 4, null);
		this.check.run();
		after(STALL_AFTER.multipliedBy(2));
		assertThat(this.check.run().status()).isEqualTo(CheckStatus.UP);
	}

	@Test
	void aServerOfAnUnknownKindIsUp() {
		ServerCheck check = new ServerCheck(List.of(), null, CheckStatus.DEGRADED);
		check.started(Mockito.mock(WebServer.class));
		assertThat(check.run().status()).isEqualTo(CheckStatus.UP);
	}

	private void started() {
		this.check.started(Mockito.mock(WebServer.class));
	}

	private void after(Duration duration) {
		this.ticker.addAndGet(duration.toNanos());
	}

	private static ServerState state(boolean accepting, int busy, int maximum, @Nullable Long finished) {
		return new ServerState(accepting, new ServerState.Threads(busy, maximum, 17), 42L, 8192L, finished);
	}

}
