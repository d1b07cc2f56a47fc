package dev.healthcheck.spring.server;

import java.net.InetAddress;
import java.util.Objects;

import dev.healthcheck.spring.failure.ExplainedFailureException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link ProbeServerAddress}.
 */
class ProbeServerAddressTests {

	@ParameterizedTest
	@CsvSource({ "'', 18080", "server.port=9000, 19000", "server.port=55535, 65535", "server.port=55536, 45536",
			"server.port=65535, 55535", "server.port=1, 10001", "server.port=0, 0",
			"management.server.port=9090, 18080", "management.server.port=18080, 18081",
			"management.server.port=0, 18080", "server.port=8081 management.server.port=18081, 18082" })
	void portByDefaultIsTenThousandAboveTheApplications(String properties, int port) {
		ProbeServerAddress found = Objects.requireNonNull(port(properties, true, false));
		assertThat(found.address().getPort()).isEqualTo(port);
		assertThat(found.isSet()).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "server.port=9000", "server.port=0", "server.port=-1",
			"server.port=-1 management.server.port=9090" })
	void portByDefaultWithoutAWebServerIs18080(String properties) {
		ProbeServerAddress found = Objects.requireNonNull(port(properties, false, false));
		assertThat(found.address().getPort()).isEqualTo(18080);
	}

	@ParameterizedTest
	@CsvSource({ "'', false, 0", "server.port=9000, false, 0", "server.port=0, true, 0",
			"server.port=9000, true, 19000", "healthcheck.server.port=9090, false, 9090" })
	void portInATestIsAnyUnlessTheApplicationHasOneThatIsSet(String properties, boolean embedded, int port) {
		ProbeServerAddress found = Objects.requireNonNull(port(properties, embedded, true));
		assertThat(found.address().getPort()).isEqualTo(port);
	}

	@ParameterizedTest
	@CsvSource({ "healthcheck.server.port=9090, 9090", "healthcheck.server.port=0, 0",
			"healthcheck.server.port=9090 management.server.port=-1, 9090",
			"healthcheck.server.port=9090 server.port=9091 management.server.port=9092, 9090",
			"healthcheck.server.port=0 server.port=0 management.server.port=0, 0" })
	void portThatIsSetIsThePort(String properties, int port) {
		ProbeServerAddress found = Objects.requireNonNull(port(properties, true, false));
		assertThat(found.address().getPort()).isEqualTo(port);
		assertThat(found.isSet()).isTrue();
	}

	@Test
	void whenManagementPortIsNegativeThereIsNoPortByDefault() {
		assertThat(port("management.server.port=-1", true, false)).isNull();
		assertThat(port("management.server.port=-1", false, false)).isNull();
	}

	@ParameterizedTest
	@CsvSource({ "healthcheck.server.port=8080, server.port",
			"healthcheck.server.port=9090 server.port=9090, server.port",
			"healthcheck.server.port=9090 management.server.port=9090, management.server.port" })
	void whenPortThatIsSetIsThatOfAnotherServerTheKeysAreNamed(String properties, String key) {
		assertThatExceptionOfType(ExplainedFailureException.class).isThrownBy(() -> port(properties, true, false))
			.satisfies((ex) -> {
				assertThat(ex.getMessage()).contains("'healthcheck.server.port' is ", "and so is '" + key + "'");
				assertThat(ex.action()).contains("'healthcheck.server.port'");
			});
	}

	@Test
	void whenThereIsNoWebServerItsPortIsNotInTheWay() {
		ProbeServerAddress found = Objects
			.requireNonNull(port("healthcheck.server.port=8080 management.server.port=9090", false, false));
		assertThat(found.address().getPort()).isEqualTo(8080);
	}

	@ParameterizedTest
	@CsvSource({ "server.address=127.0.0.1, 127.0.0.1",
			"server.address=127.0.0.1 management.server.address=127.0.0.2, 127.0.0.2",
			"server.address=127.0.0.1 management.server.address=127.0.0.2 healthcheck.server.address=127.0.0.3, 127.0.0.3",
			"server.address=127.0.0.1 healthcheck.server.address=0.0.0.0, 0.0.0.0",
			"healthcheck.server.address=::1, ::1" })
	void addressIsThatOfTheNearestServerThatHasOne(String properties, String address) throws Exception {
		ProbeServerAddress found = Objects.requireNonNull(port(properties, true, false));
		assertThat(found.address().getAddress()).isEqualTo(InetAddress.getByName(address));
	}

	@Test
	void whenNoAddressIsSetItIsThatOfAllInterfaces() {
		ProbeServerAddress found = Objects.requireNonNull(port("", true, false));
		assertThat(found.address().getAddress().isAnyLocalAddress()).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "server.port", "management.server.port", "healthcheck.server.port", "server.address",
			"management.server.address", "healthcheck.server.address" })
	void wrongValueIsReportedWithItsKey(String key) {
		assertThatExceptionOfType(BindException.class).isThrownBy(() -> port(key + "=no%such", true, false))
			.satisfies((ex) -> assertThat(ex.getName()).hasToString(key));
	}

	private static @Nullable ProbeServerAddress port(String properties, boolean embedded, boolean test) {
		MockEnvironment environment = new MockEnvironment();
		for (String property : properties.split(" ")) {
			if (!property.isEmpty()) {
				String[] keyAndValue = property.split("=", 2);
				environment.setProperty(keyAndValue[0], keyAndValue[1]);
			}
		}
		return ProbeServerAddress.of(environment, embedded, test);
	}

}
