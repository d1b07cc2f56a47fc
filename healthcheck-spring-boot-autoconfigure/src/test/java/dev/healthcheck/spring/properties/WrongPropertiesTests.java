package dev.healthcheck.spring.properties;

import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;

import dev.healthcheck.probe.ProbeRenderer;
import dev.healthcheck.probe.ProbeSection;
import dev.healthcheck.spring.test.ConfigurationKeys;
import dev.healthcheck.spring.test.FailedStart;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what a wrong property does: it stops the start, and the analysis that is
 * printed names it.
 */
@ExtendWith(OutputCaptureExtension.class)
class WrongPropertiesTests {

	private static final String[] NOT_POSITIVE = { "0s", "-1s", "8d", "soon" };

	private static final String[] NEGATIVE = { "-1ms", "8d", "soon" };

	private static final String[] NOT_BOOLEAN = { "maybe" };

	private static final Map<String, String[]> WRONG = Map.ofEntries(Map.entry("enabled", NOT_BOOLEAN),
			Map.entry("failure-status", new String[] { "399", "600", "x" }), Map.entry("server.enabled", NOT_BOOLEAN),
			Map.entry("server.port", new String[] { "-1", "65536", "x" }),
			Map.entry("server.address", new String[] { "not an address" }),
			Map.entry("server.threads", new String[] { "0", "1001", "x" }),
			Map.entry("server.show-details", new String[] { "when-authorized", "x" }),
			Map.entry("server.ssl.bundle", new String[] { " " }),
			Map.entry("server.ssl.client-auth", new String[] { "x" }),
			Map.entry("server.max-connections", new String[] { "0", "1000001", "x" }),
			Map.entry("server.accept-count", new String[] { "0", "65536", "x" }),
			Map.entry("server.connection-timeout", NOT_POSITIVE), Map.entry("server.keep-alive-timeout", NOT_POSITIVE),
			Map.entry("app-server.stall-after", NOT_POSITIVE), Map.entry("app-server.on-stall", new String[] { "up" }),
			Map.entry("workers.enabled", NOT_BOOLEAN),
			Map.entry("workers.required", new String[] { "0", "10001", "x" }),
			Map.entry("workers.directory", new String[] { " ", "a\u0000b" }),
			Map.entry("workers.filename", new String[] { " ", "x", "{}{}", "a/{}", "a\u0000{}" }),
			Map.entry("workers.register-self", NOT_BOOLEAN), Map.entry("workers.verify", new String[] { "trust" }),
			Map.entry("workers.heartbeat-timeout", NOT_POSITIVE), Map.entry("workers.scan-interval", NOT_POSITIVE),
			Map.entry("workers.source", new String[] { "redis", "statsd" }), Map.entry("statsd.enabled", NOT_BOOLEAN),
			Map.entry("statsd.host", new String[] { " " }),
			Map.entry("statsd.port", new String[] { "-1", "65536", "x" }),
			Map.entry("statsd.gauges", new String[] { "", "a b", "workers,a:b" }),
			Map.entry("statsd.expiry", NOT_POSITIVE), Map.entry("page.enabled", NOT_BOOLEAN),
			Map.entry("page.path", new String[] { "", "status", "/status/", "/a//b", "/../x", "/a{b}", "/**" }),
			Map.entry("maintenance.enabled", NOT_BOOLEAN),
			Map.entry("maintenance.file", new String[] { " ", "a\u0000b" }),
			Map.entry("maintenance.status", new String[] { "199", "600", "x" }),
			Map.entry("maintenance.scan-interval", NOT_POSITIVE), Map.entry("checks.success-ttl", NEGATIVE),
			Map.entry("checks.failure-ttl", NEGATIVE), Map.entry("checks.retry-delay", NOT_POSITIVE),
			Map.entry("warm-up.retry-delay", NOT_POSITIVE),
			Map.entry("agent.port", new String[] { "-1", "65536", "x" }),
			Map.entry("agent.address", new String[] { "not an address" }),
			Map.entry("agent.weight", new String[] { "heavy" }), Map.entry("checks.timeout", NOT_POSITIVE),
			Map.entry("checks.stale-after", NEGATIVE), Map.entry("checks.threads", new String[] { "0", "1001", "x" }),
			Map.entry("checks.failure-threshold", new String[] { "0", "1001", "x" }),
			Map.entry("checks.success-threshold", new String[] { "0", "1001", "x" }),
			Map.entry("checks.on-timeout", new String[] { "up" }), Map.entry("checks.critical", NOT_BOOLEAN),
			Map.entry("indicators.isolate", NOT_BOOLEAN), Map.entry("load-balancer", new String[] { "nginx" }),
			Map.entry("shutdown.drain-delay", NEGATIVE), Map.entry("shutdown.grace-period", NOT_POSITIVE),
			Map.entry("shutdown.close-connections", NOT_BOOLEAN), Map.entry("metrics.enabled", NOT_BOOLEAN),
			Map.entry("indicators.exclude", new String[] { "disk-space,diskSpace" }));

	private static final Map<String, String[]> WRONG_OVERRIDES = Map.of("success-ttl", NEGATIVE, "failure-ttl",
			NEGATIVE, "retry-delay", NOT_POSITIVE, "timeout", NOT_POSITIVE, "stale-after", NEGATIVE,
			"failure-threshold", new String[] { "0", "1001", "x" }, "success-threshold",
			new String[] { "0", "1001", "x" }, "on-timeout", new String[] { "up" }, "critical", NOT_BOOLEAN);

	@Test
	void everyKeyIsTriedHere() {
		assertThat(new TreeSet<>(WRONG.keySet()))
			.isEqualTo(new TreeSet<>(ConfigurationKeys.of(HealthcheckProperties.class)));
	}

	@ParameterizedTest
	@MethodSource
	void wrongValueIsNamed(String key, String value, CapturedOutput output) {
		FailedStart.of(Object.class, key + "=" + value);
		assertThat(analysis(output)).contains(key);
	}

	static Stream<String[]> wrongValueIsNamed() {
		return WRONG.entrySet()
			.stream()
			.flatMap((entry) -> Stream.of(entry.getValue())
				.map((value) -> new String[] { "healthcheck." + entry.getKey(), value }));
	}

	@Test
	void everyKeyOfAnOverrideIsTriedHere() {
		assertThat(new TreeSet<>(WRONG_OVERRIDES.keySet()))
			.isEqualTo(new TreeSet<>(ConfigurationKeys.of(OverrideProperties.class)));
	}

	@ParameterizedTest
	@MethodSource
	void wrongOverrideIsNamed(String key, String value, CapturedOutput output) {
		FailedStart.of(Object.class, key + "=" + value);
		assertThat(analysis(output)).contains(key);
	}

	static Stream<String[]> wrongOverrideIsNamed() {
		return WRONG_OVERRIDES.entrySet()
			.stream()
			.flatMap((entry) -> Stream.of(entry.getValue())
				.map((value) -> new String[] { "healthcheck.overrides.db." + entry.getKey(), value }));
	}

	@Test
	void twoOverridesForOneCheckAreNamed(CapturedOutput output) {
		FailedStart.of(Object.class, "healthcheck.overrides.[sites/east].critical=false",
				"healthcheck.overrides.sites-east.timeout=1s");
		assertThat(analysis(output)).contains("healthcheck.overrides", "'sites/east'", "'sites-east'");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '>', textBlock = """
			healthcheck.timeout > Below 'healthcheck' are: agent, app-server, checks, enabled, failure-status,
			healthcheck.worker.required > Below 'healthcheck' are: agent,
			healthcheck.server.thread > Below 'healthcheck.server' are: accept-count, address,
			healthcheck.server.ssl.bundel > Below 'healthcheck.server.ssl' are: bundle, client-auth
			healthcheck.workers.require > Below 'healthcheck.workers' are: directory,
			healthcheck.maintenance.files > Below 'healthcheck.maintenance' are: enabled, file,
			healthcheck.maintenance.file.path > Correct or remove it.
			healthcheck.checks.timeot > Below 'healthcheck.checks' are: critical, failure-threshold,
			healthcheck.statsd.gauge > Below 'healthcheck.statsd' are: enabled,
			healthcheck.probes.readyz.paths > Below 'healthcheck.probes.readyz' are: body,
			healthcheck.probes.readyz.status.up > Below 'healthcheck.probes.readyz.status' are: draining,
			healthcheck.overrides.db.threads > Below 'healthcheck.overrides.db' are: critical,
			healthcheck.overrides[a/b].threads > Below 'healthcheck.overrides[a/b]' are: critical,
			healthcheck.indicators.isolated > Below 'healthcheck.indicators' are: exclude, isolate
			healthcheck.app-server.on-stalled > Below 'healthcheck.app-server' are: on-stall, stall-after
			healthcheck.metrics.enable > Below 'healthcheck.metrics' are: enabled
			""")
	void whenAKeyIsUnknownTheAnalysisNamesItAndThoseBesideIt(String key, String known, CapturedOutput output) {
		FailedStart.of(Object.class, key + "=1");
		assertThat(analysis(output)).contains("'" + key + "' (", ") is not a property of the healthcheck starter.",
				"Correct or remove it.", known);
	}

	@ParameterizedTest
	@ValueSource(strings = { "healthcheck.server.port", "healthcheck.agent.port" })
	void whenANumberIsEmptyTheAnalysisNamesItsKey(String key, CapturedOutput output) {
		FailedStart.of(Object.class, key + "=");
		assertThat(analysis(output)).contains("'" + key + "' (", ") cannot have the value ''.", "Correct or remove it.")
			.doesNotContain("is not a property");
	}

	@Test
	void whenTwoKeysAreUnknownTheAnalysisNamesBoth(CapturedOutput output) {
		FailedStart.of(Object.class, "healthcheck.checks.timeot=1s", "healthcheck.checks.treads=1");
		assertThat(analysis(output)).contains("'healthcheck.checks.timeot' (", "'healthcheck.checks.treads' (")
			.containsOnlyOnce("Below 'healthcheck.checks' are:");
	}

	@ParameterizedTest
	@ValueSource(strings = { "healthcheck.probes.readyz.format=xml", "healthcheck.probes.readyz.format=",
			"healthcheck.probes.readyz.group=nobody", "healthcheck.probes.readyz.group=",
			"healthcheck.probes.readyz.path=readyz", "healthcheck.probes.readyz.path=",
			"healthcheck.probes.readyz.path=/ready\u0000z", "healthcheck.probes.readyz.path=/livez",
			"healthcheck.probes.readyz.path=/livez/**", "healthcheck.probes.readyz.status.failure=99",
			"healthcheck.probes.readyz.status.success=x", "healthcheck.probes.readyz.body=plain",
			"healthcheck.probes.readyz.body=xml", "healthcheck.probes.readyz.hostname=false",
			"healthcheck.probes.readyz.headers=x" })
	void wrongProbeIsNamed(String property, CapturedOutput output) {
		FailedStart.of(Object.class, property);
		assertThat(analysis(output)).contains(property.substring(0, property.indexOf('='))).contains("Action:");
	}

	@ParameterizedTest
	@ValueSource(strings = { "a\r\nSet-Cookie: b", "a\u0000" })
	void headerThatNoAnswerCanHaveIsNamed(String value, CapturedOutput output) {
		FailedStart.of(Object.class, "healthcheck.probes.readyz.headers.failure.X-Why=" + value);
		assertThat(analysis(output)).contains("'healthcheck.probes.readyz.headers'", "'X-Why'");
	}

	@ParameterizedTest
	@ValueSource(strings = { "gunicorn", "approck" })
	void formatThatTellsOfWorkersIsNamedWhereNoneAreCounted(String format, CapturedOutput output) {
		FailedStart.of(Object.class, "healthcheck.probes.mine.format=" + format, "healthcheck.workers.enabled=false");
		assertThat(analysis(output)).contains("'healthcheck.probes.mine.format'",
				"'healthcheck.workers.enabled=false'");
	}

	@ParameterizedTest
	@ValueSource(classes = { Taken.class, Reserved.class, Invalid.class })
	void sectionThatCannotBeIsNamed(Class<?> configuration, CapturedOutput output) {
		FailedStart.of(configuration);
		assertThat(analysis(output)).contains("of a probe section").contains("Action:");
	}

	@Test
	void rendererWithTheNameOfAFormatIsNamed(CapturedOutput output) {
		FailedStart.of(SecondWord.class);
		assertThat(analysis(output)).contains("'word'").contains("Action:");
	}

	@Test
	void probeWithoutAGroupIsNamed(CapturedOutput output) {
		FailedStart.of(Object.class, "healthcheck.probes.mine.path=/mine");
		assertThat(analysis(output)).contains("The probe 'mine' has no group", "'healthcheck.probes.mine.group'");
	}

	@ParameterizedTest
	@CsvSource({ "server.isolated=false, 'healthcheck.server.enabled=false'", "server.reserved-threads=3, Remove it",
			"server.stall-after=30s, 'healthcheck.app-server.stall-after'",
			"server.on-stall=down, 'healthcheck.app-server.on-stall'",
			"statsd.allow=10.0.0.0/8, set 'healthcheck.statsd.host'",
			"statsd.allow[0]=10.0.0.0/8, set 'healthcheck.statsd.host'" })
	void propertyThatWasRemovedNamesItsSuccessor(String property, String successor, CapturedOutput output) {
		FailedStart.of(Object.class, "healthcheck." + property);
		assertThat(analysis(output)).contains("These properties were removed",
				"healthcheck." + property.replace("=", " = "), successor);
	}

	@Test
	void removedPropertyIsNamedInASystemPropertyToo(CapturedOutput output) {
		System.setProperty("healthcheck.statsd.allow", "10.0.0.0/8");
		try {
			FailedStart.of(Object.class);
		}
		finally {
			System.clearProperty("healthcheck.statsd.allow");
		}
		assertThat(analysis(output)).contains("healthcheck.statsd.allow = 10.0.0.0/8", "'healthcheck.statsd.host'");
	}

	@ParameterizedTest
	@ValueSource(strings = "/actuator/health")
	void probeOnThePathOfAnEndpointIsNamed(String path, CapturedOutput output) {
		FailedStart.ofServer(Object.class, "healthcheck.probes.mine.group=readiness",
				"healthcheck.probes.mine.path=" + path);
		assertThat(analysis(output)).contains("'healthcheck.probes.mine.path'", path);
	}

	@ParameterizedTest
	@ValueSource(strings = { "healthcheck.server.port", "healthcheck.checks.timeout", "healthcheck.checks.on-timeout",
			"healthcheck.checks.critical", "healthcheck.maintenance.file", "healthcheck.workers.directory" })
	void blankValueIsNamed(String key, CapturedOutput output) {
		FailedStart.of(Object.class, key + "=");
		assertThat(analysis(output)).contains(key);
	}

	private static String analysis(CapturedOutput output) {
		String all = output.toString();
		assertThat(all).contains("APPLICATION FAILED TO START");
		return all.substring(all.lastIndexOf("APPLICATION FAILED TO START"));
	}

	@Configuration(proxyBeanMethods = false)
	static class Taken {

		@Bean
		ProbeSection one() {
			return ProbeSection.of("version", 1);
		}

		@Bean
		ProbeSection two() {
			return ProbeSection.of("version", 2);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Reserved {

		@Bean
		ProbeSection results() {
			return ProbeSection.of("results", 1);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Invalid {

		@Bean
		ProbeSection blank() {
			return ProbeSection.of("my section", 1);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class SecondWord {

		@Bean
		ProbeRenderer word() {
			return ProbeRenderer.json();
		}

	}

}
