package dev.healthcheck.spring.metrics;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class GlanceTests {

	private final AtomicLong time = new AtomicLong(Long.MAX_VALUE - 1);

	private final AtomicInteger looks = new AtomicInteger();

	private final Glance<Integer> glance = new Glance<>(this.looks::incrementAndGet, this.time::get);

	@Test
	void getWhenReadTogetherLooksOnce() {
		assertThat(this.glance.get()).isOne();
		this.time.addAndGet(Duration.ofMillis(100).minusNanos(1).toNanos());
		assertThat(this.glance.get()).isOne();
		this.time.addAndGet(1);
		assertThat(this.glance.get()).isEqualTo(2);
		assertThat(this.looks).hasValue(2);
	}

}
