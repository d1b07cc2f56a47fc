package dev.healthcheck.spring.checks;

import dev.healthcheck.check.Check;
import dev.healthcheck.check.CheckResult;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.beans.factory.support.RootBeanDefinition;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link DeclaredChecks.CheckBean}.
 */
class CheckBeanTests {

	private final DefaultListableBeanFactory beans = new DefaultListableBeanFactory();

	private final Check check = new DeclaredChecks.CheckBean(this.beans, "doomed");

	CheckBeanTests() {
		this.beans.registerBeanDefinition("doomed", new RootBeanDefinition(DoomedCheck.class));
	}

	@Test
	void whenTheBeanForeseesAFailureTheCheckDoes() throws Exception {
		this.check.run();
		assertThat(this.check.earlyFailure()).isEqualTo(CheckResult.down("dead"));
	}

	@Test
	void whenTheBeanIsNotCreatedYetNothingIsForeseenAndItIsNotCreated() {
		assertThat(this.check.earlyFailure()).isNull();
		assertThat(this.beans.containsSingleton("doomed")).isFalse();
	}

	static class DoomedCheck implements Check {

		@Override
		public CheckResult run() {
			return CheckResult.up();
		}

		@Override
		public @Nullable CheckResult earlyFailure() {
			return CheckResult.down("dead");
		}

	}

}
