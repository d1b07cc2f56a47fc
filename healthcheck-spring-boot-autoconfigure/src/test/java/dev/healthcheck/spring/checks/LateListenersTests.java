package dev.healthcheck.spring.checks;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import dev.healthcheck.check.CheckChange;
import dev.healthcheck.check.CheckListener;
import dev.healthcheck.check.CheckStatus;
import dev.healthcheck.check.CheckVerdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LateListeners}.
 */
@ExtendWith(OutputCaptureExtension.class)
class LateListenersTests {

	private final List<String> seen = new ArrayList<>();

	private final StaticListableBeanFactory beans = new StaticListableBeanFactory();

	private final LateListeners listeners = new LateListeners(this.beans.getBeanProvider(CheckListener.class));

	@Test
	void changesWaitInOrderAndOnlyTheLatestNamesAreTold() {
		this.beans.addBean("seeing", new Seeing());
		this.listeners.onNames(Set.of("a"));
		this.listeners.onChange(change("a"));
		this.listeners.onChange(change("b"));
		assertThat(this.seen).isEmpty();
		this.listeners.open();
		assertThat(this.seen).as("told on the thread of events alone").isEmpty();
		this.listeners.onNames(Set.of("c"));
		this.listeners.onChange(change("c"));
		assertThat(this.seen).containsExactly("a", "b", "[c]", "c");
	}

	@Test
	void changeThatComesFirstAfterOpeningIsPassedOnLast() {
		this.beans.addBean("seeing", new Seeing());
		this.listeners.onChange(change("a"));
		this.listeners.open();
		this.listeners.onChange(change("b"));
		assertThat(this.seen).containsExactly("a", "b");
	}

	@Test
	void listenerThatThrowsHarmsNoOther(CapturedOutput output) {
		this.beans.addBean("throwing", (CheckListener) (change) -> {
			throw new AssertionError("on purpose");
		});
		this.beans.addBean("seeing", new Seeing());
		this.listeners.onChange(change("a"));
		this.listeners.open();
		this.listeners.onChange(change("b"));
		assertThat(this.seen).containsExactly("a", "b");
		assertThat(output).contains("A listener of checks failed");
	}

	@Test
	void changesThatWaitAreBounded() {
		this.beans.addBean("seeing", new Seeing());
		for (int i = 0; i < 20_000; i++) {
			this.listeners.onChange(change("a"));
		}
		this.listeners.open();
		this.listeners.onNames(Set.of());
		assertThat(this.seen).hasSize(10_001);
	}

	private static CheckChange change(String name) {
		CheckVerdict verdict = new CheckVerdict(CheckStatus.UP, false, null, null, null, null);
		return new CheckChange(name, verdict, verdict);
	}

	private final class Seeing implements CheckListener {

		@Override
		public void onChange(CheckChange change) {
			LateListenersTests.this.seen.add(change.name());
		}

		@Override
		public void onNames(Set<String> names) {
			LateListenersTests.this.seen.add(names.toString());
		}

	}

}
