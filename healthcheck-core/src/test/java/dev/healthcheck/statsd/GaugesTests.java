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
		return this.gauges.apply(source(port), new GaugeChange(GAUGE, false, value));
	}

	private StatsdOutcome change(int port, int amount) {
		return this.gauges.apply(source(port), new GaugeChange(GAUGE, true, amount));
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
		this.gauges.apply(source(1), new GaugeChange("orders", false, 2));
		this.gauges.apply(source(1), new GaugeChange("invoices", false, 3));
		assertThat(this.gauges.total()).isEqualTo(5);
	}

	@Test
	void totalTellsAddressesApart() {
		set(1, 1);
		this.gauges.apply(new InetSocketAddress("10.0.0.1", 1), new GaugeChange(GAUGE, false, 1));
		assertThat(this.gauges.total()).isEqualTo(2);
	}

	@Test
	void applyWhenRelativeChangesTheCountOfThatSource() {
		set(1, 5);
		assertThat(change(2, 2)).isEqualTo(StatsdOutcome.COUNTED);
		assertThat(change(2, 1)).isEqualTo(StatsdOutcome.COUNTED);
		assertThat(change(2, -3)).isEqualTo(StatsdOutcome.COUNTED);
		assertThat(this.gauges.total()).isEqualTo(5);
		assertThat(this.gauges.size()).isEqualTo(1);
	}

	@Test
	void applyWhenCountWouldBeNegativeKeepsIt() {
		assertThat(change(1, -1)).isEqualTo(StatsdOutcome.NEGATIVE);
		set(1, 2);
		set(2, 9);
		assertThat(change(1, -3)).isEqualTo(StatsdOutcome.NEGATIVE);
		assertThat(this.gauges.total()).isEqualTo(11);
	}

	@Test
	void applyWhenCountWouldOverflowKeepsIt() {
		set(1, Integer.MAX_VALUE);
		assertThat(change(1, 1)).isEqualTo(StatsdOutcome.OVERFLOW);
		assertThat(change(1, Integer.MAX_VALUE)).isEqualTo(StatsdOutcome.OVERFLOW);
		assertThat(this.gauges.total()).isEqualTo(Integer.MAX_VALUE);
	}

	@Test
	void totalMayBeMoreThanOneCountCan() {
		set(1, Integer.MAX_VALUE);
		set(2, Integer.MAX_VALUE);
		assertThat(this.gauges.total()).isEqualTo(2L * Integer.MAX_VALUE);
	}

	@Test
	void applyWhenThereAreTooManyGivesUpWhatWasNotHeardForLongest() {
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
	void applyWhenZeroComesFromASourceThatIsNotKeptGivesUpNothing() {
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
	void applyWhenCountHasExpiredBeginsAnew() {
		this.gauges = gauges(3, Duration.ofNanos(10));
		set(1, 5);
		this.now += 10;
		change(1, 1);
		assertThat(this.gauges.total()).isEqualTo(1);
	}

	@Test
	void applyWhenRefusedDoesNotPutOffTheExpiry() {
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
