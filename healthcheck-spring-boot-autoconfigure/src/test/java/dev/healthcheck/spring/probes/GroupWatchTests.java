package dev.healthcheck.spring.probes;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

import dev.healthcheck.check.CheckThreads;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.availability.ApplicationAvailabilityBean;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationListener;
import org.springframework.context.support.GenericApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link GroupWatch}.
 */
@ExtendWith(OutputCaptureExtension.class)
class GroupWatchTests {

	private final GenericApplicationContext parent = new GenericApplicationContext();

	private final GenericApplicationContext child = new GenericApplicationContext(this.parent);

	private final ApplicationAvailabilityBean availability = new ApplicationAvailabilityBean();

	private final AtomicInteger looks = new AtomicInteger();

	private final List<String> events = new CopyOnWriteArrayList<>();

	@AfterEach
	void close() {
		this.child.close();
		this.parent.close();
	}

	@Test
	void lastLookWhenAParentHasTheAvailabilityComesAfterItHasReceivedTheEvent() {
		this.parent.registerBean(ApplicationAvailabilityBean.class, () -> this.availability);
		this.parent.refresh();
		watch(this.child, true);
		AtomicInteger before = new AtomicInteger();
		this.child.addApplicationListener((ApplicationListener<AvailabilityChangeEvent<?>>) (event) -> {
			// The parent receives the event when the watch has looked already
			await(() -> assertThat(this.looks).hasValueGreaterThan(before.get()));
			before.set(this.looks.get());
		});
		AvailabilityChangeEvent.publish(this.child, ReadinessState.ACCEPTING_TRAFFIC);
		await(() -> assertThat(this.events).containsExactly("readiness is UP, was OUT_OF_SERVICE"));
		AvailabilityChangeEvent.publish(this.child, ReadinessState.REFUSING_TRAFFIC);
		await(() -> assertThat(this.events).hasSize(2));
	}

	@Test
	void readinessIsLoggedFirstWithASummaryThenWithItsStatus(CapturedOutput output) {
		this.parent.registerBean(ApplicationAvailabilityBean.class, () -> this.availability);
		watch(this.parent, true);
		for (ReadinessState state : List.of(ReadinessState.ACCEPTING_TRAFFIC, ReadinessState.REFUSING_TRAFFIC,
				ReadinessState.ACCEPTING_TRAFFIC)) {
			int before = this.events.size();
			AvailabilityChangeEvent.publish(this.parent, state);
			await(() -> assertThat(this.events).hasSizeGreaterThan(before));
		}
		assertThat(output).containsOnlyOnce("Ready with 2 checks: 2 UP")
			.containsOnlyOnce("Health group 'readiness' is OUT_OF_SERVICE, was UP")
			.containsOnlyOnce("Health group 'readiness' is UP, was OUT_OF_SERVICE");
	}

	@Test
	void watchOfAClosedContextIsForgottenByItsParent() {
		this.parent.refresh();
		watch(this.child, true);
		int listeners = this.parent.getApplicationListeners().size();
		this.child.close();
		assertThat(this.parent.getApplicationListeners()).hasSize(listeners - 1);
	}

	@Test
	void nothingIsLookedAtBeforeTheContextHasBeenRefreshed() {
		this.parent.registerBean(ApplicationAvailabilityBean.class, () -> this.availability);
		watch(this.parent, false);
		AvailabilityChangeEvent.publish(this.parent, ReadinessState.ACCEPTING_TRAFFIC);
		assertThat(this.looks).hasValue(0);
	}

	private void watch(GenericApplicationContext context, boolean refreshed) {
		context.registerBean(GroupWatch.class,
				() -> new GroupWatch(Map.of("readiness", this::readiness), (event) -> this.events.add(event.toString()),
						() -> refreshed, context, () -> "2 checks: 2 UP", new CheckThreads("watch", 1)));
		context.refresh();
	}

	private Status readiness() {
		Status status = (this.availability.getReadinessState() == ReadinessState.ACCEPTING_TRAFFIC) ? Status.UP
				: Status.OUT_OF_SERVICE;
		this.looks.incrementAndGet();
		return status;
	}

	private static void await(Runnable assertion) {
		Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(assertion::run);
	}

}
