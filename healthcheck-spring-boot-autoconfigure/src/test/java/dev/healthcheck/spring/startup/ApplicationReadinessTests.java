package dev.healthcheck.spring.startup;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.ApplicationAvailabilityBean;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.context.support.StaticApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ApplicationReadiness}.
 */
class ApplicationReadinessTests {

	private static final ReadinessState ACCEPTING = ReadinessState.ACCEPTING_TRAFFIC;

	private static final ReadinessState REFUSING = ReadinessState.REFUSING_TRAFFIC;

	private final StaticApplicationContext context = new StaticApplicationContext();

	private final ApplicationAvailabilityBean availability = new ApplicationAvailabilityBean();

	private final List<String> seen = new ArrayList<>();

	private final ApplicationReadiness readiness = readiness(this.availability);

	private ApplicationReadiness readiness(@Nullable ApplicationAvailability availability) {
		return new ApplicationReadiness(this.context, availability, (readiness) -> this.seen
			.add((readiness.isStarting() ? "starting" : "started") + (readiness.isReady() ? " ready" : " not ready")));
	}

	@Test
	void readinessWhenEventsComeInAnotherOrderIsThatOfTheAvailability() {
		AvailabilityChangeEvent<ReadinessState> accepting = event(ACCEPTING);
		AvailabilityChangeEvent<ReadinessState> refusing = event(REFUSING);
		this.availability.onApplicationEvent(accepting);
		this.availability.onApplicationEvent(refusing);
		this.readiness.onApplicationEvent(refusing);
		this.readiness.onApplicationEvent(accepting);
		assertThat(this.readiness.isReady()).isFalse();
		assertThat(this.readiness.isRefusing()).isTrue();
		this.availability.onApplicationEvent(accepting);
		assertThat(this.readiness.isReady()).isTrue();
		assertThat(this.readiness.isRefusing()).isFalse();
	}

	@Test
	void readinessIsReadWhenAskedAndListenersOnlyHearThatItMayHaveChanged() {
		this.availability.onApplicationEvent(event(ACCEPTING));
		assertThat(this.readiness.isReady()).isFalse();
		this.readiness.onApplicationEvent(event(ACCEPTING));
		this.availability.onApplicationEvent(event(REFUSING));
		this.readiness.onApplicationEvent(event(ACCEPTING));
		assertThat(this.seen).containsExactly("started ready", "started not ready");
	}

	@Test
	void startEndsWithTheFirstReadinessOfThisContextAndNotOfAnother() {
		AvailabilityChangeEvent<ReadinessState> ofAChild = new AvailabilityChangeEvent<>(new StaticApplicationContext(),
				ACCEPTING);
		this.availability.onApplicationEvent(ofAChild);
		this.readiness.onApplicationEvent(ofAChild);
		assertThat(this.readiness.isStarting()).isTrue();
		assertThat(this.readiness.isReady()).isFalse();
		assertThat(this.readiness.isRefusing()).isFalse();
		assertThat(this.seen).containsExactly("starting not ready");
		this.readiness.onApplicationEvent(new AvailabilityChangeEvent<>("a bean", ACCEPTING));
		assertThat(this.readiness.isReady()).isTrue();
	}

	@Test
	void readinessWithoutAvailabilityIsThatOfTheLastEventOfThisContext() {
		ApplicationReadiness readiness = readiness(null);
		assertThat(readiness.isStarting()).isTrue();
		readiness.onApplicationEvent(event(ACCEPTING));
		assertThat(readiness.isReady()).isTrue();
		readiness.onApplicationEvent(new AvailabilityChangeEvent<>(new StaticApplicationContext(), REFUSING));
		assertThat(readiness.isReady()).isTrue();
		readiness.onApplicationEvent(event(REFUSING));
		assertThat(readiness.isRefusing()).isTrue();
	}

	@Test
	void readinessOfAnApplicationThatIsBeingClosedIsRefusedAgain() {
		GenericApplicationContext context = new GenericApplicationContext();
		context.registerBean(ApplicationAvailabilityBean.class);
		context.registerBean(ApplicationReadiness.class,
				() -> new ApplicationReadiness(context, context.getBean(ApplicationAvailability.class), (readiness) -> {
				}));
		context.addApplicationListener((ApplicationListener<ContextClosedEvent>) (event) -> {
			AvailabilityChangeEvent.publish(context, ACCEPTING);
			ApplicationReadiness readiness = context.getBean(ApplicationReadiness.class);
			this.seen.add(context.getBean(ApplicationAvailability.class).getReadinessState().name());
			this.seen.add(readiness.isStarting() ? "starting" : "started");
		});
		context.refresh();
		context.close();
		assertThat(this.seen).containsExactly("REFUSING_TRAFFIC", "starting");
	}

	@Test
	void listenerIsCalledAfterTheAvailabilityHasReceivedTheEvent() {
		try (GenericApplicationContext own = new GenericApplicationContext()) {
			// The bean that listens comes first by its name and by its registration
			own.registerBean("a", ApplicationReadiness.class,
					() -> new ApplicationReadiness(own, own.getBean(ApplicationAvailability.class),
							(readiness) -> this.seen.add(readiness.isReady() ? "ready" : "not ready")));
			own.registerBean("b", ApplicationAvailabilityBean.class);
			own.refresh();
			AvailabilityChangeEvent.publish(own, ACCEPTING);
			AvailabilityChangeEvent.publish(own, REFUSING);
			assertThat(this.seen).containsExactly("ready", "not ready");
		}
	}

	private AvailabilityChangeEvent<ReadinessState> event(ReadinessState state) {
		return new AvailabilityChangeEvent<>(this.context, state);
	}

}
