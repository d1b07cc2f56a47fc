package dev.healthcheck.spring.failure;

import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.support.BeanDefinitionOverrideException;
import org.springframework.beans.factory.support.RootBeanDefinition;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TakenBeanNameFailureAnalyzer}.
 */
class TakenBeanNameFailureAnalyzerTests {

	@Test
	void analyzeWhenBothBeansAreOfTheApplicationLeavesItToSpringBoot() {
		BeanDefinitionOverrideException failure = new BeanDefinitionOverrideException("twice",
				new RootBeanDefinition(String.class), new RootBeanDefinition(StringBuilder.class));
		assertThat(new TakenBeanNameFailureAnalyzer().analyze(failure)).isNull();
	}

}
