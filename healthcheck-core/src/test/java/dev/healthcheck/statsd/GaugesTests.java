package dev.healthcheck.statsd;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Gauges}.
 */
class GaugesTests {

	private static final String GAUGE = "workers";

	/** So that the ticker overflows. */
	private long now = Long.MAX_VALUE - 5;

	private Gauges gauges = gauges(3, null);

	private Gauges gauges(int limit, @Nullable Duration expiry) {
		return new Gauges(limit, expiry, () -> this.now);
	}

	private static InetSocketAddress source(int port) {
		return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
	}

	private StatsdOutcome set(int port, int value) {
		return this.gauges.set(source(port), GAUGE, value);
	}

	private StatsdOutcome change(int port, int amount) {
		return this.gauges.add(source(port), GAUGE, amount);
	}

	@Test
	void totalIsTheSumOfWhatEachSourceHasSaidLast() {
		set(1, 5);
		set(2, 1);
		set(1, 2);
		assertThat(this.gauges.total()).isEqualTo(3);
	}

	@Test
	void totalWhenOneSourceSaysZeroKeepsTheOthers() {
		set(1, 1);
		set(2, 1);
		set(2, 0);
		assertThat(this.gauges.total()).isEqualTo(1);
		assertThat(this.gauges.size()).isEqualTo(1);
	}

	@Test
	void totalAddsUpGaugesOfOneSource() {
		this.gauges.set(source(1), "orders", 2);
		this.gauges.set(source(1), "invoices", 3);
		assertThat(this.gauges.total()).isEqualTo(5);
	}

	@Test
	void totalTellsAddressesApart() {
		set(1, 1);
		this.gauges.set(new InetSocketAddress("10.0.0.1", 1), GAUGE, 1);
		assertThat(this.gauges.total()).isEqualTo(2);
	}

	@Test
	void updateWhenRelativeChangesTheCountOfThatSource() {
		set(1, 5);
		assertThat(change(2, 2)).isEqualTo(StatsdOutcome.COUNTED);
		assertThat(change(2, 1)).isEqualTo(StatsdOutcome.COUNTED);
		assertThat(change(2, -3)).isEqualTo(StatsdOutcome.COUNTED);
		assertThat(this.gauges.total()).isEqualTo(5);
		assertThat(this.gauges.size()).isEqualTo(1);
	}

	@Test
	void updateWhenCountWouldBeNegativeKeepsIt() {
		assertThat(change(1, -1)).isEqualTo(StatsdOutcome.OUT_OF_RANGE);
		set(1, 2);
		set(2, 9);
		assertThat(change(1, -3)).isEqualTo(StatsdOutcome.OUT_OF_RANGE);
		assertThat(this.gauges.total()).isEqualTo(11);
	}

	@Test
	void updateWhenCountWouldOverflowKeepsIt() {
		set(1, Integer.MAX_VALUE);
		assertThat(change(1, 1)).isEqualTo(StatsdOutcome.OUT_OF_RANGE);
		assertThat(change(1, Integer.MAX_VALUE)).isEqualTo(StatsdOutcome.OUT_OF_RANGE);
		assertThat(this.gauges.total()).isEqualTo(Integer.MAX_VALUE);
	}

	@Test
	void totalMayBeMoreThanOneCountCan() {
		set(1, Integer.MAX_VALUE);
		set(2, Integer.MAX_VALUE);
		assertThat(this.gauges.total()).isEqualTo(2L * Integer.MAX_VALUE);
	}

	@Test
	void updateWhenThereAreTooManyGivesUpWhatWasNotHeardForLongest() {
		set(1, 1);
		set(2, 10);
		set(3, 100);
		set(1, 1);
		set(4, 1000);
		assertThat(this.gauges.total()).isEqualTo(1101);
		assertThat(this.gauges.size()).isEqualTo(3);
		assertThat(this.gauges.givenUp()).isEqualTo(1);
	}

	@Test
	void updateWhenZeroComesFromASourceThatIsNotKeptGivesUpNothing() {
		set(1, 1);
		set(2, 1);
		set(3, 1);
		set(4, 0);
		assertThat(change(5, 0)).isEqualTo(StatsdOutcome.COUNTED);
		assertThat(this.gauges.total()).isEqualTo(3);
		assertThat(this.gauges.givenUp()).isZero();
	}

	@Test
	void totalNeverExpiresByDefault() {
		set(1, 1);
		this.now += Long.MAX_VALUE - 1;
		assertThat(this.gauges.total()).isEqualTo(1);
	}

	@Test
	void totalWhenNothingIsHeardForTheExpiryIsWithoutThatSource() {
		this.gauges = gauges(3, Duration.ofNanos(10));
		set(1, 1);
		this.now += 4;
		set(2, 2);
		this.now += 5;
		assertThat(this.gauges.total()).isEqualTo(3);
		this.now += 1;
		assertThat(this.gauges.total()).isEqualTo(2);
		this.now += 3;
		change(2, 0);
		this.now += 9;
		assertThat(this.gauges.size()).isEqualTo(1);
		this.now += 1;
		assertThat(this.gauges.size()).isZero();
		assertThat(this.gauges.total()).isZero();
		assertThat(this.gauges.givenUp()).isZero();
	}

	@Test
	void updateWhenCountHasExpiredBeginsAnew() {
		this.gauges = gauges(3, Duration.ofNanos(10));
		set(1, 5);
		this.now += 10;
		change(1, 1);
		assertThat(this.gauges.total()).isEqualTo(1);
	}

	@Test
	void updateWhenRefusedDoesNotPutOffTheExpiry() {
		this.gauges = gauges(3, Duration.ofNanos(10));
		set(1, 5);
		this.now += 9;
		change(1, -6);
		this.now += 1;
		assertThat(this.gauges.total()).isZero();
	}

	@Test
	void memoryIsBoundedHoweverManySourcesThereAre() {
		this.gauges = gauges(Gauges.LIMIT, null);
		for (int port = 1; port < 65536; port++) {
			set(port, 1);
		}
		assertThat(this.gauges.size()).isEqualTo(1000);
		assertThat(this.gauges.total()).isEqualTo(1000);
		assertThat(this.gauges.givenUp()).isEqualTo(64535);
	}

}
