package dev.healthcheck.spring.page;

import java.util.Map;

import dev.healthcheck.check.Check;
import dev.healthcheck.check.CheckRegistry;
import dev.healthcheck.check.CheckResult;
import dev.healthcheck.check.CheckVerdict;
import dev.healthcheck.probe.DeferredResponse;
import dev.healthcheck.probe.ProbeRequest;
import dev.healthcheck.probe.ProbeResponse;
import dev.healthcheck.server.ProbeHandler;
import dev.healthcheck.spring.probes.ProbeSet;
import dev.healthcheck.spring.test.FailedStart;
import dev.healthcheck.spring.test.RawHttp;
import dev.healthcheck.spring.test.RawHttp.Answer;
import dev.healthcheck.spring.test.RunningApplication;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.aop.framework.ProxyFactory;
import org.springframework.aop.target.SingletonTargetSource;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroup;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroups;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroupsPostProcessor;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for whether there is a page, where, and what it shows.
 */
@ExtendWith(OutputCaptureExtension.class)
class PageVisibilityTests {

	@Test
	void thereIsNoPageUnlessAskedFor() {
		try (RunningApplication application = RunningApplication.start()) {
			assertThat(application.probe("/status").status()).isEqualTo(404);
		}
	}

	@Test
	void byDefaultOnlyTheVerdictsAreShown(CapturedOutput output) {
		try (RunningApplication application = start("spring.application.name=orders")) {
			assertThat(application.probe("/status").body()).doesNotContain("stock", "sold out", "orders");
			assertThat(application.probe("/status.json").body()).contains("\"words\":\"Ready\"")
				.doesNotContain("stock", "sold out", "checks", "orders");
			assertThat(output).contains("(/livez, /readyz, /startupz, /actuator/health, /status)");
		}
	}

	@Test
	void byDefaultNoneOfFiftySecretsIsShown() {
		try (RunningApplication application = start()) {
			CheckRegistry checks = application.context().getBean(CheckRegistry.class);
			for (int i = 0; i < 25; i++) {
				String secret = "secret-" + i;
				checks.register(secret + "-thrown", () -> {
					throw new IllegalStateException(secret, new IllegalStateException("cause-" + secret));
				});
				checks.register(secret + "-told", () -> CheckResult.down(secret).withDetail(secret, secret));
			}
			Awaitility.await()
				.until(() -> checks.names()
					.stream()
					.map(checks::verdict)
					.allMatch((verdict) -> verdict != null && verdict.lastRun() != null));
			for (String path : new String[] { "/status", "/status.json", "/status?secret=secret" }) {
				Answer answer = RawHttp.ask(application.probePort(), "GET", path, "HTTP/1.1",
						"Authorization: Bearer secret", "Cookie: secret=secret", "Referer: http://secret/");
				assertThat(answer.status()).isEqualTo(200);
				assertThat(answer.body() + answer.headers()).doesNotContain("secret");
			}
		}
	}

	@Test
	void componentsWithoutDetailsAreTheirStatus() {
		try (RunningApplication application = start("management.endpoint.health.show-components=always")) {
			assertThat(application.probe("/status.json").body()).contains("{\"name\":\"stock\",\"status\":\"DOWN\"}")
				.doesNotContain("sold out", "runs", "changes", "tookSeconds");
		}
	}

	@Test
	void detailsWithoutComponentsAreNotShown() {
		try (RunningApplication application = start("management.endpoint.health.show-details=always",
				"management.endpoint.health.show-components=never", "healthcheck.probes.all.path=/all",
				"healthcheck.probes.all.group=all", "management.endpoint.health.group.all.include=*")) {
			assertThat(application.probe("/status.json").body()).contains("readiness")
				.doesNotContain("stock", "sold out");
			assertThat(application.probe("/all?verbose").body()).doesNotContain("sold out");
		}
	}

	@Test
	void detailsForThoseWhoAreAuthorizedAreNotForNobody() {
		try (RunningApplication application = start("management.endpoint.health.show-details=when-authorized")) {
			assertThat(application.probe("/status.json").body()).contains("readiness")
				.doesNotContain("stock", "sold out");
		}
	}

	@Test
	void pageIsOnItsPath() {
		try (RunningApplication application = start("healthcheck.page.path=/over/view")) {
			assertThat(application.probe("/over/view").body()).contains("href=\"view.json\"");
			assertThat(application.probe("/over/view.json").status()).isEqualTo(200);
			assertThat(application.probe("/over").status()).isEqualTo(404);
		}
	}

	@Test
	void applicationWithoutAWebServerHasAPageToo() {
		try (RunningApplication application = RunningApplication.startWithoutWebServer(Stock.class,
				"healthcheck.server.port=0", "healthcheck.page.enabled=true",
				"management.endpoint.health.show-details=always", "healthcheck.probes.all.format=gunicorn")) {
			Awaitility.await().until(() -> application.probe("/status.json").body().contains("tea is sold out"));
			assertThat(application.probe("/status").body()).startsWith("<!doctype html>");
			assertThat(application.probe("/other").body()).contains("workers ready");
			assertThat(RawHttp.ask(application.probePort(), "POST", "/status", "HTTP/1.1").status()).isEqualTo(405);
			assertThat(RawHttp.ask(application.probePort(), "HEAD", "/status", "HTTP/1.1").body()).isEmpty();
		}
	}

	@Test
	void threadOfTheProbeServerMakesNoJson() {
		try (RunningApplication application = start()) {
			ProbeSet probes = application.context().getBean(ProbeSet.class);
			ProbeHandler handler = application.context().getBean(PageRequests.class).with(probes);
			assertThat(handler.handle(new ProbeRequest("GET", "/status"))).isInstanceOf(ProbeResponse.class)
				.isSameAs(handler.handle(new ProbeRequest("HEAD", "/status", "x=1")));
			assertThat(handler.handle(new ProbeRequest("GET", "/status.json"))).isInstanceOf(DeferredResponse.class);
			assertThat(handler.handle(new ProbeRequest("GET", "/readyz"))).isInstanceOf(ProbeResponse.class);
			assertThat(handler.handle(new ProbeRequest("GET", "/"))).isNull();
		}
	}

	@Test
	void whatIsNoMemberOfTheHealthEndpointIsNotShown() {
		try (RunningApplication application = RunningApplication.start(new Class<?>[] { Stock.class, Hiding.class },
				"healthcheck.page.enabled=true", "management.endpoint.health.show-details=always")) {
			Awaitility.await().until(() -> application.probe("/readyz").status() == 200);
			assertThat(application.probe("/status.json").body()).contains("diskSpace")
				.doesNotContain("stock", "sold out");
			assertThat(application.probe("/actuator/health").body()).contains("diskSpace").doesNotContain("stock");
		}
	}

	@Test
	void probeOnAllPathsLeavesThePageAlone() {
		try (RunningApplication application = start("healthcheck.probes.all.format=gunicorn")) {
			assertThat(application.probe("/status").body()).startsWith("<!doctype html>");
			assertThat(application.probe("/status.json").body()).startsWith("{");
			assertThat(application.probe("/statuss").body()).contains("workers ready");
		}
	}

	@ParameterizedTest
	@CsvSource({ "/readyz, 'healthcheck.probes.readyz.path'", "/actuator/health, endpoint",
			"/actuator/health/x, endpoint" })
	void pathThatIsTakenStopsTheStart(String path, String by, CapturedOutput output) {
		FailedStart.ofServer(Object.class, "healthcheck.page.enabled=true", "healthcheck.page.path=" + path);
		String analysis = output.toString().substring(output.toString().indexOf("APPLICATION FAILED TO START"));
		assertThat(analysis).contains("'healthcheck.page.path'", path, by);
	}

	@Test
	void pathOfAProbeStopsTheStartWithoutAWebServerToo(CapturedOutput output) {
		FailedStart.of(Object.class, "healthcheck.page.enabled=true", "healthcheck.page.path=/livez",
				"healthcheck.server.port=0");
		assertThat(output).contains("APPLICATION FAILED TO START", "'healthcheck.page.path'",
				"'healthcheck.probes.livez.path'");
	}

	private static RunningApplication start(String... properties) {
		String[] all = new String[properties.length + 1];
		System.arraycopy(properties, 0, all, 0, properties.length);
		all[properties.length] = "healthcheck.page.enabled=true";
		RunningApplication application = RunningApplication.start(Stock.class, all);
		// The first run of all, whose first failure is believed at once
		Awaitility.await().until(() -> {
			CheckVerdict verdict = application.context().getBean(CheckRegistry.class).verdict("stock");
			return verdict != null && verdict.result() != null;
		});
		return application;
	}

	@Configuration(proxyBeanMethods = false)
	static class Stock {

		@Bean
		Check stockCheck() {
			return () -> CheckResult.down("tea is sold out");
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Hiding {

		@Bean
		HealthEndpointGroupsPostProcessor hidingStock() {
			return (groups) -> {
				ProxyFactory primary = new ProxyFactory(HealthEndpointGroup.class,
						new SingletonTargetSource(groups.getPrimary()));
				primary.addAdvice((MethodInterceptor) (call) -> !isAboutStock(call) ? call.proceed() : false);
				HealthEndpointGroup hiding = (HealthEndpointGroup) primary.getProxy();
				return HealthEndpointGroups.of(hiding, Map.of());
			};
		}

		private static boolean isAboutStock(MethodInvocation call) {
			return call.getMethod().getName().equals("isMember") && "stock".equals(call.getArguments()[0]);
		}

	}

}
