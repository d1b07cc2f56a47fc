package dev.healthcheck.spring.maintenance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

import dev.healthcheck.spring.checks.ChecksAutoConfiguration;
import dev.healthcheck.spring.groups.GroupsAutoConfiguration;
import dev.healthcheck.spring.indicators.IndicatorsAutoConfiguration;
import dev.healthcheck.spring.startup.StartupAutoConfiguration;
import dev.healthcheck.spring.test.RawHttp;
import dev.healthcheck.spring.test.RunningApplication;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.actuate.autoconfigure.endpoint.EndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.endpoint.jmx.JmxEndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.endpoint.web.WebEndpointAutoConfiguration;
import org.springframework.boot.actuate.endpoint.EndpointId;
import org.springframework.boot.actuate.endpoint.ExposableEndpoint;
import org.springframework.boot.actuate.endpoint.OperationType;
import org.springframework.boot.actuate.endpoint.jmx.JmxEndpointsSupplier;
import org.springframework.boot.actuate.endpoint.web.WebEndpointsSupplier;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.jmx.JmxAutoConfiguration;
import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.boot.health.autoconfigure.registry.HealthContributorRegistryAutoConfiguration;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.core.convert.support.ConfigurableConversionService;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what Boot's keys for access allow the {@link MaintenanceEndpoint} to do.
 */
class MaintenanceAccessTests {

	private static final OperationType[] READ = { OperationType.READ };

	private static final OperationType[] ALL = { OperationType.READ, OperationType.WRITE, OperationType.DELETE };

	private static final String UNRESTRICTED = "management.endpoint.maintenance.access=unrestricted";

	@TempDir
	private Path directory;

	@Test
	void operationsWhenEverythingIsExposedOnlyRead() {
		assertOperations(READ);
	}

	@ParameterizedTest
	@CsvSource({ UNRESTRICTED, "management.endpoints.access.default=unrestricted" })
	void operationsWhenAccessIsUnrestrictedWriteToo(String property) {
		assertOperations(ALL, property);
	}

	@Test
	void operationsWhenMoreIsNotPermittedOnlyRead() {
		assertOperations(READ, UNRESTRICTED, "management.endpoints.access.max-permitted=read-only");
	}

	@ParameterizedTest
	@CsvSource({ "management.endpoint.maintenance.access=none", "management.endpoints.access.default=none",
			"management.endpoints.access.max-permitted=none" })
	void operationsWhenThereIsNoAccessAreNone(String property) {
		assertOperations(new OperationType[0], property);
	}

	@Test
	void writeAndDeleteWhenEverythingIsExposedAreRefusedAndChangeNothing() throws IOException {
		try (RunningApplication application = RunningApplication.start("management.endpoints.web.exposure.include=*")) {
			Files.writeString(application.maintenanceFile(), "of somebody else");
			assertThat(RawHttp.get(application.port(), "/actuator/maintenance").status()).isEqualTo(200);
			for (String method : List.of("POST", "DELETE")) {
				assertThat(RawHttp
					.ask(application.port(), method, "/actuator/maintenance?scope=all", "HTTP/1.1",
							"Content-Type: application/json", "Content-Length: 0")
					.status()).as(method).isEqualTo(405);
			}
			try (Stream<Path> files = Files.list(application.directory())) {
				assertThat(files.map((file) -> file.getFileName().toString()))
					.filteredOn((name) -> name.startsWith(".maintenance"))
					.containsExactly(".maintenance");
			}
		}
	}

	private void assertOperations(OperationType[] expected, String... properties) {
		new WebApplicationContextRunner()
			// As that of an application, for 'read-only'
			.withInitializer((context) -> context.getEnvironment()
				.setConversionService((ConfigurableConversionService) ApplicationConversionService.getSharedInstance()))
			.withConfiguration(AutoConfigurations.of(EndpointAutoConfiguration.class,
					WebEndpointAutoConfiguration.class, JmxEndpointAutoConfiguration.class, JmxAutoConfiguration.class,
					ChecksAutoConfiguration.class, IndicatorsAutoConfiguration.class, StartupAutoConfiguration.class,
					GroupsAutoConfiguration.class, MaintenanceAutoConfiguration.class,
					HealthContributorRegistryAutoConfiguration.class))
			.withPropertyValues("management.endpoints.web.exposure.include=*",
					"management.endpoints.jmx.exposure.include=*", "spring.jmx.enabled=true",
					"healthcheck.maintenance.file=" + this.directory.resolve(".maintenance"))
			.withPropertyValues(properties)
			.run((context) -> {
				assertThat(context).hasNotFailed();
				assertThat(operations(context.getBean(WebEndpointsSupplier.class).getEndpoints()))
					.containsExactlyInAnyOrder(expected);
				assertThat(operations(context.getBean(JmxEndpointsSupplier.class).getEndpoints()))
					.containsExactlyInAnyOrder(expected);
			});
	}

	private static List<OperationType> operations(Collection<? extends ExposableEndpoint<?>> endpoints) {
		return endpoints.stream()
			.filter((endpoint) -> endpoint.getEndpointId().equals(EndpointId.of("maintenance")))
			.flatMap((endpoint) -> endpoint.getOperations().stream())
			.map((operation) -> operation.getType())
			.toList();
	}

}
