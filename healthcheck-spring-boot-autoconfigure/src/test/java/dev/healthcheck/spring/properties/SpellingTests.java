package dev.healthcheck.spring.properties;

import java.time.Duration;
import java.util.Map;

import org.junit.jupiter.api.Test;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for names that a file and a variable of the environment spell in two ways.
 */
class SpellingTests {

	private final StandardEnvironment environment = new StandardEnvironment();

	SpellingTests() {
		MutablePropertySources sources = this.environment.getPropertySources();
		sources.replace(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
				new SystemEnvironmentPropertySource(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
						Map.of("HEALTHCHECK_OVERRIDES_DISKSPACE_TIMEOUT", "2s", "HEALTHCHECK_PROBES_DEEPCHECK_FORMAT",
								"json")));
		sources.addLast(new MapPropertySource("file", Map.of("healthcheck.overrides.diskSpace.critical", "false",
				"healthcheck.probes.deepCheck.path", "/deep", "healthcheck.probes.deepCheck.group", "deep")));
	}

	@Test
	void whenAVariableChangesAnOverrideOfTheFileItIsOne() {
		assertThat(properties().overrides()).containsOnlyKeys("diskSpace")
			.hasEntrySatisfying("diskSpace", (override) -> {
				assertThat(override.timeout()).isEqualTo(Duration.ofSeconds(2));
				assertThat(override.critical()).isFalse();
			});
	}

	@Test
	void whenAVariableChangesAProbeOfTheFileItIsOne() {
		assertThat(properties().probes()).containsOnlyKeys("deepCheck").hasEntrySatisfying("deepCheck", (probe) -> {
			assertThat(probe.path()).isEqualTo("/deep");
			assertThat(probe.format()).isEqualTo("json");
		});
	}

	private HealthcheckProperties properties() {
		return Binder.get(this.environment).bind("healthcheck", HealthcheckProperties.class).get();
	}

}
