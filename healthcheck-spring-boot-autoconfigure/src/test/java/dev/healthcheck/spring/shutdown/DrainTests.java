package dev.healthcheck.spring.shutdown;

import java.time.Duration;

import dev.healthcheck.spring.startup.ApplicationReadiness;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.SimpleApplicationEventMulticaster;
import org.springframework.context.support.AbstractApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.Ordered;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Drain}.
 */
@ExtendWith(OutputCaptureExtension.class)
class DrainTests {

	private static final Duration DELAY = Duration.ofMillis(1);

	private static final String LINE = "Draining for 0.001 s: readiness is refused, requests are still served";

	@Test
	void whenReadyAndServingItDrainsOnce(CapturedOutput output) {
		GenericApplicationContext context = context(null, DELAY, true);
		becomeReady(context);
		Drain drain = context.getBean(Drain.class);
		assertThat(drain.isDraining()).isFalse();
		context.close();
		context.close();
		assertThat(drain.isDraining()).isTrue();
		assertThat(output).containsOnlyOnce(LINE);
	}

	@Test
	void readinessIsRefusedFirstAndOnceAndOtherListenersComeLast() {
		GenericApplicationContext context = context(null, DELAY, true);
		ApplicationReadiness readiness = context.getBean(ApplicationReadiness.class);
		StringBuilder order = new StringBuilder();
		context.addApplicationListener(
				new First(() -> order.append(readiness.isRefusing() ? "refused, closed" : "closed")));
		context.addApplicationListener(
				(ApplicationListener<AvailabilityChangeEvent<?>>) (event) -> order.append(event.getState() + ", "));
		becomeReady(context);
		context.close();
		assertThat(order.toString()).isEqualTo("ACCEPTING_TRAFFIC, REFUSING_TRAFFIC, refused, closed");
	}

	@Test
	void readinessThatIsRefusedAlreadyIsNotRefusedAgain() {
		GenericApplicationContext context = context(null, DELAY, true);
		StringBuilder order = new StringBuilder();
		context.addApplicationListener(
				(ApplicationListener<AvailabilityChangeEvent<?>>) (event) -> order.append(event.getState() + ", "));
		becomeReady(context);
		AvailabilityChangeEvent.publish(context, ReadinessState.REFUSING_TRAFFIC);
		context.close();
		assertThat(order.toString()).isEqualTo("ACCEPTING_TRAFFIC, REFUSING_TRAFFIC, ");
	}

	@Test
	void whenEventsAreAsynchronousTheClosingThreadIsHeldUpAllTheSame(CapturedOutput output) {
		GenericApplicationContext context = context(null, DELAY, true);
		// Takes what is asynchronous, and never does it
		context
			.getBean(AbstractApplicationContext.APPLICATION_EVENT_MULTICASTER_BEAN_NAME,
					SimpleApplicationEventMulticaster.class)
			.setTaskExecutor((task) -> {
			});
		becomeReady(context);
		context.close();
		assertThat(output).containsOnlyOnce(LINE);
	}

	@Test
	void whenAListenerOfReadinessFailsItDrainsAllTheSame(CapturedOutput output) {
		GenericApplicationContext context = context(null, DELAY, true);
		becomeReady(context);
		context.addApplicationListener((ApplicationListener<AvailabilityChangeEvent<?>>) (event) -> {
			throw new IllegalStateException("test");
		});
		context.close();
		assertThat(output).containsOnlyOnce(LINE).contains("A listener of the application's readiness failed");
	}

	@Test
	void whenNeverReadyItDoesNotDrain(CapturedOutput output) {
		context(null, DELAY, true).close();
		assertThat(output).doesNotContain("Drain");
	}

	@Test
	void whenThereIsNoServerItDoesNotDrain(CapturedOutput output) {
		GenericApplicationContext context = context(null, DELAY, false);
		becomeReady(context);
		context.close();
		assertThat(output).doesNotContain("Drain");
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void whenItDoesNotDrainReadinessIsRefusedOnceAllTheSame(boolean ready) {
		GenericApplicationContext context = context(null, DELAY, false);
		StringBuilder order = new StringBuilder();
		if (ready) {
			becomeReady(context);
		}
		context.addApplicationListener(
				(ApplicationListener<AvailabilityChangeEvent<?>>) (event) -> order.append(event.getState() + ", "));
		context.addApplicationListener(new First(() -> order.append("closed")));
		context.close();
		assertThat(order.toString()).isEqualTo("REFUSING_TRAFFIC, closed");
	}

	@Test
	void withoutADelayClientsAreStillToGoElsewhere(CapturedOutput output) {
		GenericApplicationContext context = context(null, Duration.ZERO, true);
		becomeReady(context);
		Drain drain = context.getBean(Drain.class);
		context.close();
		assertThat(drain.isDraining()).isTrue();
		assertThat(output).doesNotContain("Drain");
	}

	@Test
	void childThatIsClosedDrainsAloneAndItsParentLater(CapturedOutput output) {
		GenericApplicationContext parent = context(null, DELAY, true);
		GenericApplicationContext child = context(parent, DELAY, true);
		becomeReady(parent);
		becomeReady(child);
		Drain drain = parent.getBean(Drain.class);
		child.close();
		assertThat(output).containsOnlyOnce(LINE);
		assertThat(drain.isDraining()).isFalse();
		assertThat(parent.getBean(ApplicationReadiness.class).isRefusing()).isFalse();
		parent.close();
		assertThat(output.toString().split(LINE, -1)).hasSize(3);
	}

	@Test
	void childThatIsClosedAfterItsParentHasDrainedWithIt(CapturedOutput output) {
		GenericApplicationContext parent = context(null, DELAY, false);
		GenericApplicationContext child = context(parent, DELAY, true);
		becomeReady(parent);
		becomeReady(child);
		Drain drain = child.getBean(Drain.class);
		ApplicationReadiness readiness = child.getBean(ApplicationReadiness.class);
		parent.close();
		assertThat(drain.isDraining()).isTrue();
		assertThat(readiness.isRefusing()).isTrue();
		child.close();
		assertThat(output).containsOnlyOnce(LINE);
	}

	private static void becomeReady(ApplicationContext context) {
		AvailabilityChangeEvent.publish(context, ReadinessState.ACCEPTING_TRAFFIC);
	}

	private static GenericApplicationContext context(@Nullable ApplicationContext parent, Duration delay,
			boolean server) {
		GenericApplicationContext context = new GenericApplicationContext(parent);
		context.registerBean(ApplicationReadiness.class, () -> new ApplicationReadiness(context, null, (readiness) -> {
		}));
		context.registerBean(Drain.class,
				() -> new Drain(context, delay, context.getBean(ApplicationReadiness.class), () -> server));
		context.refresh();
		return context;
	}

	private record First(Runnable action) implements ApplicationListener<ContextClosedEvent>, Ordered {

		@Override
		public int getOrder() {
			return HIGHEST_PRECEDENCE;
		}

		@Override
		public void onApplicationEvent(ContextClosedEvent event) {
			this.action.run();
		}

	}

}
