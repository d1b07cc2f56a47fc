package dev.healthcheck.spring.checks;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import dev.healthcheck.check.CheckChange;
import dev.healthcheck.check.CheckStatus;
import dev.healthcheck.check.CheckVerdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ApplicationEventMulticaster;
import org.springframework.context.event.ContextStoppedEvent;
import org.springframework.context.support.AbstractApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.then;
import static org.mockito.BDDMockito.willThrow;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link HealthEvents}.
 */
@ExtendWith(OutputCaptureExtension.class)
class HealthEventsTests {

	private static final CheckChange CHANGE = new CheckChange("db", verdict(CheckStatus.UP), verdict(CheckStatus.DOWN));

	private final AtomicInteger received = new AtomicInteger();

	private static CheckVerdict verdict(CheckStatus status) {
		return new CheckVerdict(status, false, null, null, null, null);
	}

	@Test
	void publishWhileListenersComeAndGoLosesNoEvent(CapturedOutput output) throws Exception {
		try (GenericApplicationContext context = new GenericApplicationContext()) {
			context.addApplicationListener(new Counting(this.received));
			for (int i = 0; i < 1000; i++) {
				context.addApplicationListener(new Other());
			}
			context.refresh();
			AtomicBoolean published = new AtomicBoolean();
			CompletableFuture<Void> changing = CompletableFuture.runAsync(() -> {
				while (!published.get()) {
					Other other = new Other();
					context.addApplicationListener(other);
					context.removeApplicationListener(other);
				}
			});
			HealthEvents events = new HealthEvents(context);
			for (int i = 0; i < 200; i++) {
				events.onChange(CHANGE);
			}
			published.set(true);
			changing.get(30, TimeUnit.SECONDS);
			assertThat(this.received).hasValue(200);
			assertThat(output).doesNotContain("ConcurrentModificationException");
		}
	}

	@Test
	void publishReachesListenersOfParentsAndThoseAddedLater() {
		try (GenericApplicationContext parent = new GenericApplicationContext();
				GenericApplicationContext child = new GenericApplicationContext(parent)) {
			parent.refresh();
			child.refresh();
			HealthEvents events = new HealthEvents(child);
			events.onChange(CHANGE);
			parent.addApplicationListener(new Counting(this.received));
			child.addApplicationListener(new Counting(this.received));
			child.addApplicationListener((ApplicationListener<ContextStoppedEvent>) (event) -> {
			});
			events.onChange(CHANGE);
			assertThat(this.received).hasValue(2);
		}
	}

	@Test
	void publishWhenAListenerThrowsCallsTheOthers(CapturedOutput output) {
		try (GenericApplicationContext context = new GenericApplicationContext()) {
			context.refresh();
			context.addApplicationListener(new Throwing());
			context.addApplicationListener(new Counting(this.received));
			new HealthEvents(context).onChange(CHANGE);
			assertThat(this.received).hasValue(1);
			assertThat(output).contains("A listener of health events failed");
		}
	}

	@Test
	void publishWhenTheMulticasterIsOfAnotherKindGoesThroughIt(CapturedOutput output) {
		ApplicationEventMulticaster multicaster = mock(ApplicationEventMulticaster.class);
		willThrow(new IllegalStateException("test")).given(multicaster).multicastEvent(any(CheckChangedEvent.class));
		try (GenericApplicationContext context = new GenericApplicationContext()) {
			context.registerBean(AbstractApplicationContext.APPLICATION_EVENT_MULTICASTER_BEAN_NAME,
					ApplicationEventMulticaster.class, () -> multicaster);
			context.refresh();
			new HealthEvents(context).onChange(CHANGE);
			then(multicaster).should().multicastEvent(any(CheckChangedEvent.class));
			assertThat(output).contains("The listeners of health events failed");
		}
	}

	private record Counting(AtomicInteger received) implements ApplicationListener<CheckChangedEvent> {

		@Override
		public void onApplicationEvent(CheckChangedEvent event) {
			this.received.incrementAndGet();
		}

		@Override
		public boolean equals(Object other) {
			return this == other;
		}

		@Override
		public int hashCode() {
			return System.identityHashCode(this);
		}

	}

	private static final class Throwing implements ApplicationListener<ApplicationEvent> {

		@Override
		public void onApplicationEvent(ApplicationEvent event) {
			if (event instanceof CheckChangedEvent) {
				throw new IllegalStateException("on purpose");
			}
		}

	}

	private static final class Other implements ApplicationListener<ContextStoppedEvent> {

		@Override
		public void onApplicationEvent(ContextStoppedEvent event) {
		}

	}

}
