package dev.healthcheck.spring.groups;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.health.autoconfigure.actuate.endpoint.HealthEndpointProperties;
import org.springframework.boot.health.autoconfigure.actuate.endpoint.HealthEndpointProperties.Group;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link HealthStatusDefaults}.
 */
@ExtendWith(OutputCaptureExtension.class)
class HealthStatusDefaultsTests {

	private static final String STATUS = "management.endpoint.health.status.";

	private static final String GROUP = "management.endpoint.health.group.readiness.";

	@Test
	void orderAndMappingAreOursWhereTheUserSetsNothing(CapturedOutput output) {
		MockEnvironment environment = process();
		assertThat(order(environment, STATUS)).containsExactly("MAINTENANCE", "DOWN", "OUT_OF_SERVICE", "UP",
				"DEGRADED", "UNKNOWN");
		assertThat(mapping(environment, STATUS)).containsOnly(Map.entry("down", 503), Map.entry("out-of-service", 503),
				Map.entry("maintenance", 503));
		assertThat(output).doesNotContain("WARN");
	}

	@Test
	void codesComeFromOurProperties() {
		MockEnvironment environment = process("healthcheck.failure-status=500", "healthcheck.maintenance.status=404");
		assertThat(mapping(environment, STATUS)).containsOnly(Map.entry("down", 500), Map.entry("out-of-service", 500),
				Map.entry("maintenance", 404));
	}

	@ParameterizedTest
	@ValueSource(strings = { "DOWN", "down", "Down", "d-o-w-n" })
	void usersKeyStandsInAnySpelling(String key) {
		MockEnvironment environment = process(STATUS + "http-mapping." + key + "=500");
		assertThat(mapping(environment, STATUS)).containsOnly(Map.entry(key, 500), Map.entry("out-of-service", 503),
				Map.entry("maintenance", 503));
	}

	@ParameterizedTest
	@ValueSource(strings = { "OUT_OF_SERVICE", "out-of-service", "outOfService", "outofservice" })
	void usersKeyOfSeveralWordsStandsInAnySpelling(String key) {
		MockEnvironment environment = process(STATUS + "http-mapping." + key + "=429");
		assertThat(mapping(environment, STATUS).values()).containsExactlyInAnyOrder(429, 503, 503);
		assertThat(mapping(environment, STATUS)).containsOnlyKeys(key, "down", "maintenance");
	}

	@Test
	void groupMappingThatWouldLoseMaintenanceGetsOurs() {
		MockEnvironment environment = process(GROUP + "status.http-mapping.down=500",
				"management.endpoint.health.group.other.include=ping", "healthcheck.maintenance.status=404");
		assertThat(mapping(environment, GROUP + "status.")).containsOnly(Map.entry("down", 500),
				Map.entry("maintenance", 404));
		assertThat(mapping(environment, "management.endpoint.health.group.other.status.")).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "externalServices", "my_group", "Fast", "two-words" })
	void groupMayHaveAnyName(String name) {
		String prefix = "management.endpoint.health.group." + name + ".";
		MockEnvironment environment = process(prefix + "include=db", prefix + "status.http-mapping.down=500");
		Map<String, Group> groups = Binder.get(environment)
			.bind("management.endpoint.health", HealthEndpointProperties.class)
			.get()
			.getGroup();
		assertThat(groups).containsOnlyKeys(name);
		assertThat(Objects.requireNonNull(groups.get(name)).getStatus().getHttpMapping())
			.containsOnly(Map.entry("down", 500), Map.entry("maintenance", 503));
	}

	@Test
	void groupMappingOfMaintenanceStands() {
		MockEnvironment environment = process(GROUP + "status.http-mapping.MAINTENANCE=299");
		assertThat(mapping(environment, GROUP + "status.")).containsOnly(Map.entry("MAINTENANCE", 299));
	}

	@Test
	void usersOrderStandsAndWarnsOfWhatItLacks(CapturedOutput output) {
		MockEnvironment environment = process(STATUS + "order=down,up");
		assertThat(order(environment, STATUS)).containsExactly("down", "up");
		assertThat(output).contains("'" + STATUS + "order' lacks MAINTENANCE", "'" + STATUS + "order' lacks DEGRADED");
	}

	@Test
	void usersOrderOfAGroupWarnsOfWhatItLacks(CapturedOutput output) {
		MockEnvironment environment = process(GROUP + "status.order=down,degraded,up");
		assertThat(order(environment, GROUP + "status.")).containsExactly("down", "degraded", "up");
		assertThat(output).contains("'" + GROUP + "status.order' lacks MAINTENANCE").doesNotContain("lacks DEGRADED");
	}

	@ParameterizedTest
	@ValueSource(strings = { "order=maintenance,DOWN,up,Degraded", "order[0]=degraded|order[1]=MAINTENANCE" })
	void completeOrderDoesNotWarn(String order, CapturedOutput output) {
		process(Arrays.stream(order.split("\\|")).map((property) -> STATUS + property).toArray(String[]::new));
		assertThat(output).doesNotContain("order' lacks");
	}

	@ParameterizedTest
	@CsvSource({ "200, true", "299, true", "399, true", "400, false", "503, false" })
	void maintenanceThatLoadBalancersTakeForWellWarns(int status, boolean warns, CapturedOutput output) {
		process("healthcheck.maintenance.status=" + status);
		assertThat(output.toString().contains("go on sending traffic")).isEqualTo(warns);
	}

	@Test
	void nothingIsAddedWhenDisabled() {
		MockEnvironment environment = process("healthcheck.enabled=false");
		assertThat(order(environment, STATUS)).isEmpty();
		assertThat(mapping(environment, STATUS)).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "healthcheck.enabled=maybe", "healthcheck.failure-status=x",
			"healthcheck.maintenance.status=x" })
	void wrongTypeNamesTheKey(String property) {
		String key = property.substring(0, property.indexOf('='));
		assertThatExceptionOfType(BindException.class).isThrownBy(() -> process(property))
			.satisfies((ex) -> assertThat(ex.getName()).hasToString(key));
	}

	private static MockEnvironment process(String... properties) {
		MockEnvironment environment = new MockEnvironment();
		for (String property : properties) {
			String[] keyAndValue = property.split("=", 2);
			environment.setProperty(keyAndValue[0], keyAndValue[1]);
		}
		new HealthStatusDefaults(Supplier::get).postProcessEnvironment(environment, new SpringApplication());
		return environment;
	}

	private static List<String> order(MockEnvironment environment, String prefix) {
		return Binder.get(environment).bind(prefix + "order", Bindable.listOf(String.class)).orElse(List.of());
	}

	private static Map<String, Integer> mapping(MockEnvironment environment, String prefix) {
		return Binder.get(environment)
			.bind(prefix + "http-mapping", Bindable.mapOf(String.class, Integer.class))
			.orElse(new LinkedHashMap<>());
	}

}
