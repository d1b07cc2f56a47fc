package dev.healthcheck.spring.page;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

import dev.healthcheck.check.Check;
import dev.healthcheck.check.CheckResult;
import dev.healthcheck.spring.test.RunningApplication;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the page in a real browser.
 */
@Tag("figures")
@Timeout(300)
class PageBrowserTests {

	private static final String HOSTILE = "<img src=x onerror=\"window.hacked=1\"> \u202egnp " + "x".repeat(400);

	@TempDir
	@SuppressWarnings("NullAway.Init")
	static Path directory;

	@SuppressWarnings("NullAway.Init")
	private static RunningApplication application;

	@SuppressWarnings("NullAway.Init")
	private static Chromium chromium;

	private static String origin = "";

	@BeforeAll
	static void start() throws Exception {
		Path program = Chromium.program().orElse(null);
		Assumptions.assumeTrue(program != null, "chromium is not installed");
		application = RunningApplication.start(Checks.class, "spring.application.name=orders",
				"healthcheck.page.enabled=true", "management.endpoint.health.show-details=always",
				"healthcheck.checks.success-ttl=200ms", "healthcheck.checks.failure-ttl=200ms",
				"healthcheck.checks.failure-threshold=1", "healthcheck.maintenance.scan-interval=200ms");
		origin = "http://127.0.0.1:" + application.probePort();
		Awaitility.await().until(() -> application.probe("/readyz").status() == 200);
		chromium = Chromium.start(program, directory);
	}

	@AfterAll
	static void stop() throws Exception {
		if (chromium != null) {
			chromium.close();
		}
		if (application != null) {
			application.close();
		}
	}

	@BeforeEach
	void open() throws IOException {
		Files.deleteIfExists(application.maintenanceFile());
		stock(CheckResult.up("everything is in stock"));
		chromium.screen(1100, 900, false, "light");
		chromium.open(origin + "/status");
		awaiting().until(() -> chromium.text().contains("everything is in stock"));
		awaiting().until(() -> updated().contains("Ready"));
	}

	@Test
	void pageUpdatesItselfWithoutReload() throws Exception {
		assertThat(chromium.text()).contains("orders", "Ready", "Load balancers send traffic here.", "1 ready", "UP");
		chromium.picture("page-light");
		chromium.evaluate("window.marker = 'kept'");
		chromium.evaluate("document.getElementById('check:stock').querySelector('details').open = true");
		stock(CheckResult.down("tea is sold out"));
		awaiting().until(() -> chromium.text().contains("tea is sold out"));
		assertThat(chromium.evaluate("document.getElementById('check:stock').className")).isEqualTo("down");
		assertThat(chromium.text()).contains("DOWN").doesNotContain("everything is in stock");
		Files.writeString(application.maintenanceFile(), "a new disk");
		awaiting().until(() -> updated().contains("a new disk"));
		assertThat(chromium.text()).contains("In maintenance", "Load balancers send no traffic here.");
		assertThat(chromium.evaluate("document.title")).startsWith("\u25c6 In maintenance");
		chromium.picture("page-failing");
		Files.delete(application.maintenanceFile());
		awaiting().until(() -> !updated().contains("a new disk"));
		assertThat(chromium.evaluate("window.marker")).isEqualTo("kept");
		assertNothingUnexpected();
	}

	@Test
	void hostileTextsAreTextAndStretchNothing() throws Exception {
		stock(CheckResult.down(HOSTILE).withDetail("\"><script>hacked=1</script>", HOSTILE));
		awaiting().until(() -> updated().contains("<img src=x onerror=\"window.hacked=1\"> [U+202E]gnp xxx"));
		chromium.evaluate("document.querySelectorAll('details').forEach((details) => details.open = true)");
		assertThat(chromium.text()).contains("\"><script>hacked=1</script>");
		assertThat(chromium.evaluate("window.hacked")).isEqualTo("undefined");
		assertThat(chromium.evaluate("document.images.length")).isEqualTo("0");
		chromium.screen(390, 844, true, "dark");
		assertThat(chromium.evaluate("document.documentElement.scrollWidth")).isEqualTo("390");
		assertNothingUnexpected();
	}

	@Test
	void pageFitsAPhoneAndTheDark() throws Exception {
		String light = chromium.evaluate("getComputedStyle(document.body).backgroundColor");
		chromium.screen(390, 844, true, "dark");
		assertThat(chromium.evaluate("getComputedStyle(document.body).backgroundColor")).isNotEqualTo(light);
		assertThat(chromium.evaluate("document.documentElement.scrollWidth")).isEqualTo("390");
		assertThat(chromium.text()).contains("Ready", "everything is in stock");
		chromium.picture("page-phone-dark");
		chromium.screen(1100, 900, false, "dark");
		chromium.picture("page-dark");
		assertNothingUnexpected();
	}

	@Test
	void withoutJavaScriptThePageSaysWhatToDo() {
		chromium.send("Emulation.setScriptExecutionDisabled", Map.of("value", true));
		try {
			chromium.send("Page.reload", Map.of());
			awaiting().until(() -> chromium.text().contains("Turn on JavaScript, or request status.json."));
		}
		finally {
			chromium.send("Emulation.setScriptExecutionDisabled", Map.of("value", false));
		}
	}

	@Test
	void focusAndOpenedDetailsStayWhenThePageUpdatesItself() {
		String summary = "document.getElementById('check:stock').querySelector('summary')";
		chromium.evaluate(summary + ".focus()");
		chromium.evaluate(summary + ".click()");
		stock(CheckResult.up("a new delivery"));
		awaiting().until(() -> updated().contains("a new delivery"));
		assertThat(chromium.evaluate("document.activeElement === " + summary)).isEqualTo("true");
		assertThat(chromium.evaluate(summary + ".parentElement.open")).isEqualTo("true");
		assertThat(chromium.text()).contains("Changes, the newest first", "Runs, the newest first");
	}

	@Test
	void pageIsReadToThoseWhoDoNotSeeIt() {
		assertThat(roles("heading")).contains("orders", "Verdict", "Workers", "Checks");
		assertThat(roles("table")).containsExactly("Checks, the most urgent first");
		assertThat(roles("columnheader")).containsExactly("Check", "Status", "Message", "Last run", "Since");
		assertThat(roles("rowheader")).contains("stock", "livenessState");
		assertThat(roles("image")).anyMatch((name) -> name.startsWith("Last runs: "));
		assertThat(roles("status")).hasSize(1);
		chromium.screen(390, 844, true, "light");
		assertThat(roles("rowheader")).contains("stock");
		assertThat(roles("columnheader")).hasSize(5);
	}

	@Test
	void pageSaysSoWhenItIsOld() {
		offline(true);
		try {
			awaiting().until(() -> updated().contains("What is shown is old"));
		}
		finally {
			offline(false);
		}
		awaiting().until(() -> !updated().contains("What is shown is old"));
	}

	/** Return the names of what has a role, as a screen reader gets them. */
	private static List<String> roles(String role) {
		return chromium.send("Accessibility.getFullAXTree", Map.of())
			.get("nodes")
			.valueStream()
			.filter((node) -> node.at("/role/value").asString().equals(role))
			.map((node) -> node.at("/name/value").asString())
			.toList();
	}

	private static void offline(boolean offline) {
		chromium.send("Network.emulateNetworkConditions",
				Map.of("offline", offline, "latency", 0, "downloadThroughput", -1, "uploadThroughput", -1));
	}

	private static void stock(CheckResult result) {
		application.context().getBean(Checks.class).stock.set(result);
	}

	private static void assertNothingUnexpected() {
		assertThat(chromium.evaluate("window.violations")).as("violations of the policy").isEmpty();
		assertThat(chromium.console()).filteredOn((line) -> !line.contains("ERR_INTERNET_DISCONNECTED")).isEmpty();
		List<String> requests = chromium.requests("");
		assertThat(requests).isNotEmpty()
			.allMatch((url) -> List.of(origin + "/status", origin + "/status.json", "about:blank").contains(url));
	}

	/** Have the page update itself at once, as when it comes to the front again. */
	private static String updated() {
		chromium.evaluate("document.dispatchEvent(new Event('visibilitychange'))");
		return chromium.text();
	}

	private static ConditionFactory awaiting() {
		return Awaitility.await();
	}

	@Configuration(proxyBeanMethods = false)
	static class Checks {

		final AtomicReference<CheckResult> stock = new AtomicReference<>(CheckResult.up());

		@Bean
		Check stockCheck() {
			return () -> Objects.requireNonNull(this.stock.get());
		}

	}

}
