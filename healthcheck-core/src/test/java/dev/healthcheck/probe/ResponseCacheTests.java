package dev.healthcheck.probe;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import dev.healthcheck.check.CheckStatus;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link ResponseCache}, and for a {@link Probe} that has one.
 */
class ResponseCacheTests {

	/** So that the ticker overflows. */
	private long now = Long.MAX_VALUE - 10;

	private final AtomicReference<Object> version = new AtomicReference<>("1");

	private final ResponseCache<String> cache = new ResponseCache<>(this.version::get, () -> this.now);

	private final AtomicInteger made = new AtomicInteger();

	@Test
	void responseWhenNothingHasChangedIsTheSame() {
		this.version.set(List.of(1, "x"));
		ProbeResponse first = get("a");
		this.now += ResponseCache.MAX_AGE.toNanos();
		// Equal, but another object
		this.version.set(List.of(1, "x"));
		assertThat(get("a")).isSameAs(first);
		assertThat(this.cache.fresh("a")).isSameAs(first);
		assertThat(this.made).hasValue(1);
		assertThat(get("b")).isNotSameAs(first);
	}

	@Test
	void responseWhenVersionHasChangedIsMadeAnew() {
		ProbeResponse first = get("a");
		this.version.set("2");
		assertThat(this.cache.fresh("a")).isNull();
		assertThat(get("a")).isNotSameAs(first);
		this.version.set("1");
		assertThat(this.cache.fresh("a")).isNull();
	}

	@Test
	void responseWhenItIsOldIsMadeAnew() {
		ProbeResponse first = get("a");
		this.now += ResponseCache.MAX_AGE.toNanos() + 1;
		assertThat(this.cache.fresh("a")).isNull();
		assertThat(get("a")).isNotSameAs(first);
	}

	@Test
	void responseWhenItTookLongIsAsOldAsItsBeginning() {
		this.cache.get("a", () -> {
			this.now += Duration.ofSeconds(1).toNanos();
			return make();
		});
		assertThat(this.cache.fresh("a")).isNull();
	}

	@Test
	void responseWhenVersionChangesWhileItIsMadeIsNotFresh() {
		this.cache.get("a", () -> {
			this.version.set("2");
			return make();
		});
		assertThat(this.cache.fresh("a")).isNull();
	}

	@Test
	void failureIsPassedOnAndNothingIsKept() {
		assertThatExceptionOfType(StackOverflowError.class).isThrownBy(() -> this.cache.get("a", () -> {
			throw new StackOverflowError("test");
		}));
		assertThat(this.cache.fresh("a")).isNull();
		get("a");
		assertThat(this.made).hasValue(1);
	}

	@Test
	void keysWhenThereAreManyAreForgotten() {
		for (int i = 0; i < 10_000; i++) {
			get("key" + i);
			assertThat(kept(i)).isBetween(1L, (long) ResponseCache.CAPACITY);
		}
		// One that is asked for all the time is kept most of the time
		this.made.set(0);
		for (int i = 0; i < 640; i++) {
			get("hot");
			get("flood" + i);
		}
		assertThat(this.made.get()).isBetween(640, 660);
	}

	@Test
	void threadsThatMakeAtTheSameMomentDoNotWaitForEachOther() throws InterruptedException {
		CountDownLatch inside = new CountDownLatch(1);
		CountDownLatch release = new CountDownLatch(1);
		Thread slow = new Thread(() -> this.cache.get("a", () -> {
			inside.countDown();
			try {
				release.await();
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
			return make();
		}));
		slow.start();
		inside.await();
		ProbeResponse response = get("a");
		assertThat(this.cache.fresh("a")).isSameAs(response);
		release.countDown();
		slow.join();
		assertThat(this.made).hasValue(2);
		assertThat(this.cache.fresh("a")).isNotNull();
	}

	@Test
	void probeWithACacheMakesEachAnswerOnceAndCountsAll() {
		AtomicInteger reports = new AtomicInteger();
		ResponseCache<ProbeRequest> shared = new ResponseCache<>(this.version::get, () -> this.now);
		Probe probe = new Probe("x", "/x/**", ProbeRenderer.word(), () -> {
			reports.incrementAndGet();
			return new ProbeReport(CheckStatus.UP, 200, List.of());
		}).cached(shared);
		Probe other = new Probe("y", "/y", ProbeRenderer.word(), () -> Reports.DOWN).cached(shared);
		List<ProbeRequest> requests = List.of(new ProbeRequest("GET", "/x"), new ProbeRequest("HEAD", "/x"),
				new ProbeRequest("GET", "/x/y"), new ProbeRequest("OPTIONS", "/x"),
				new ProbeRequest("GET", "/x", "verbose"));
		List<ProbeResponse> first = new ArrayList<>();
		requests.forEach((request) -> first.add(probe.answer(request)));
		for (int i = 0; i < requests.size(); i++) {
			assertThat(probe.answer(requests.get(i))).isSameAs(first.get(i));
		}
		assertThat(first).doesNotHaveDuplicates();
		assertThat(reports).hasValue(requests.size());
		assertThat(probe.answers().count("2xx")).isEqualTo(2L * requests.size());
		assertThat(other.answer(new ProbeRequest("GET", "/y")).status()).isEqualTo(503);
		this.version.set("2");
		probe.answer(requests.get(0));
		assertThat(reports).hasValue(requests.size() + 1);
	}

	private long kept(int last) {
		long kept = 0;
		for (int i = Math.max(0, last - 200); i <= last; i++) {
			kept += (this.cache.fresh("key" + i) != null) ? 1 : 0;
		}
		return kept;
	}

	private ProbeResponse get(String key) {
		return this.cache.get(key, this::make);
	}

	private ProbeResponse make() {
		return new ProbeResponse(200, Map.of(), new byte[] { (byte) this.made.incrementAndGet() });
	}

}
