package dev.healthcheck.spring.checks;

import java.io.IOException;
import java.lang.reflect.Method;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

import dev.healthcheck.check.CheckResult;
import dev.healthcheck.check.CheckStatus;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.health.contributor.Health;
import org.springframework.util.ReflectionUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link HealthCheckMethod}: what a method may return and throw.
 */
class HealthCheckMethodTests {

	private final DefaultListableBeanFactory beanFactory = new DefaultListableBeanFactory();

	HealthCheckMethodTests() {
		this.beanFactory.registerSingleton("checks", new Checks());
	}

	@ParameterizedTest
	@CsvSource({ "yes, UP,", "no, DOWN, returned false", "boxedYes, UP,", "boxedNo, DOWN, returned false",
			"nullBoolean, DOWN, returned null", "message, UP, 3 waiting", "nullMessage, DOWN, returned null",
			"result, DEGRADED, slow", "nullResult, DOWN, returned null", "nullHealth, DOWN, returned null",
			"nothing, UP,", "allOk, UP, 2 of 2 OK", "noReports, UP, 0 of 0 OK",
			"oneFails, DOWN, '1 of 3 failed, the first b: ERROR (broken)'",
			"lowerCaseOk, DOWN, '1 of 1 failed, the first a: ok'", "hidden, UP,", "ofNobody, UP," })
	void returnedValueBecomesTheResult(String method, String status, String message) throws Exception {
		CheckResult result = check(method).run();
		assertThat(result.status()).isEqualTo(new CheckStatus(status));
		assertThat(result.message()).isEqualTo(message);
	}

	@Test
	void healthKeepsItsStatusAndDetails() throws Exception {
		CheckResult result = check("health").run();
		assertThat(result.status()).isEqualTo(new CheckStatus("FATAL"));
		assertThat(result.message()).isNull();
		assertThat(result.details()).containsEntry("queue", 3).containsEntry("node", "a");
	}

	@Test
	void reportsAreDetails() throws Exception {
		assertThat(check("oneFails").run().details().get("reports")).asInstanceOf(InstanceOfAssertFactories.LIST)
			.hasSize(3)
			.element(1)
			.hasToString("{name=b, status=ERROR, message=broken}");
	}

	@Test
	void methodsAreInTheOrderOfTheirNames() {
		assertThat(HealthCheckMethod.annotatedIn(Several.class).keySet()).extracting(Method::getName)
			.containsExactly("a", "b", "c", "d", "e");
	}

	@Test
	void exceptionIsThrownAsItIs() {
		assertThatExceptionOfType(IOException.class).isThrownBy(() -> check("checked").run()).withMessage("no route");
		assertThatExceptionOfType(StackOverflowError.class).isThrownBy(() -> check("error").run());
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "yes", "boxedNo", "message", "result", "health", "nothing", "allOk", "hidden", "ofNobody" })
	void supportedMethodsHaveNoProblem(String method) {
		assertThat(check(method).problem()).isNull();
	}

	@ParameterizedTest
	@CsvSource({ "number, int", "object, java.lang.Object", "future, java.util.concurrent.CompletableFuture" })
	void otherReturnTypesAreAProblem(String method, String type) {
		assertThat(check(method).problem()).contains("must return").contains("not " + type);
	}

	@ParameterizedTest
	@ValueSource(strings = { "takesText", "takesTwoReports" })
	void otherParametersAreAProblem(String method) {
		assertThat(check(method).problem()).contains("may have no parameter other than one HealthReport");
	}

	@Test
	void reportWithAReturnValueIsAProblem() {
		assertThat(check("reportsAndReturns").problem()).contains("must then return void");
	}

	@Test
	void descriptionNamesMethodAndBean() {
		assertThat(check("yes")).hasToString(Checks.class.getName() + ".yes of bean 'checks'");
	}

	private HealthCheckMethod check(String name) {
		return new HealthCheckMethod(this.beanFactory, "checks",
				Objects.requireNonNull(ReflectionUtils.findMethod(Checks.class, name, (Class<?>[]) null)));
	}

	@SuppressWarnings({ "unused", "NullAway" })
	static class Checks {

		boolean yes() {
			return true;
		}

		boolean no() {
			return false;
		}

		Boolean boxedYes() {
			return true;
		}

		Boolean boxedNo() {
			return false;
		}

		Boolean nullBoolean() {
			return null;
		}

		String message() {
			return "3 waiting";
		}

		String nullMessage() {
			return null;
		}

		CheckResult result() {
			return CheckResult.degraded("slow");
		}

		CheckResult nullResult() {
			return null;
		}

		Health health() {
			return Health.status("FATAL").withDetail("queue", 3).withDetail("node", "a").build();
		}

		Health nullHealth() {
			return null;
		}

		void nothing() {
		}

		void allOk(HealthReport report) {
			report.ok("a");
			report.ok("b");
		}

		void noReports(HealthReport report) {
		}

		void oneFails(HealthReport report) {
			report.ok("a");
			report.error("b", "broken");
			report.ok("c");
		}

		void lowerCaseOk(HealthReport report) {
			report.report("a", "ok", null);
		}

		private boolean hidden() {
			return true;
		}

		static boolean ofNobody() {
			return true;
		}

		void checked() throws IOException {
			throw new IOException("no route");
		}

		void error() {
			throw new StackOverflowError();
		}

		int number() {
			return 1;
		}

		Object object() {
			return true;
		}

		CompletableFuture<Boolean> future() {
			return CompletableFuture.completedFuture(true);
		}

		void takesText(String text) {
		}

		void takesTwoReports(HealthReport one, HealthReport two) {
		}

		boolean reportsAndReturns(HealthReport report) {
			return true;
		}

	}

	static class Several {

		@HealthCheck("1")
		void d() {
		}

		@HealthCheck("2")
		void a() {
		}

		@HealthCheck("3")
		void e() {
		}

		@HealthCheck("4")
		void c() {
		}

		@HealthCheck("5")
		void b() {
		}

	}

}
