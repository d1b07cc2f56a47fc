package dev.healthcheck.spring.properties;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.handler.NoUnboundElementsBindHandler;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.io.ByteArrayResource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for the settings that the documents tell to copy: each file and each block of
 * YAML has keys that exist and values that can be.
 */
class DocumentedSettingsTests {

	private static final Pattern BLOCK = Pattern.compile("^```yaml\\n(.*?)^```", Pattern.MULTILINE | Pattern.DOTALL);

	private static final Pattern OURS = Pattern.compile("^healthcheck:", Pattern.MULTILINE);

	@ParameterizedTest(name = "{0}")
	@MethodSource("documented")
	void settingsCanBeBound(String where, String yaml) throws IOException {
		assertThat(bind(yaml)).isNotNull();
	}

	@Test
	void settingsThatDoNotExistCannotBeBound() {
		assertThatExceptionOfType(BindException.class)
			.isThrownBy(() -> bind("healthcheck:\n  maintenance:\n    state: 404\n"))
			.withStackTraceContaining("healthcheck.maintenance.state");
	}

	static List<Arguments> documented() throws IOException {
		List<Arguments> documented = new ArrayList<>();
		try (Stream<Path> files = Files.walk(Path.of("../docs"))) {
			for (Path file : files.sorted().toList()) {
				if (file.toString().endsWith(".yml")) {
					add(documented, file, Files.readString(file));
				}
				else if (file.toString().endsWith(".md")) {
					Matcher block = BLOCK.matcher(Files.readString(file));
					while (block.find()) {
						add(documented, file, block.group(1));
					}
				}
			}
		}
		return documented;
	}

	private static void add(List<Arguments> documented, Path file, String yaml) {
		if (OURS.matcher(yaml).find()) {
			documented.add(Arguments.of(file.toString(), yaml));
		}
	}

	private static HealthcheckProperties bind(String yaml) throws IOException {
		return new Binder(ConfigurationPropertySources.from(new YamlPropertySourceLoader().load("documented",
				new ByteArrayResource(yaml.getBytes(StandardCharsets.UTF_8)))))
			.bind("healthcheck", Bindable.of(HealthcheckProperties.class),
					new NoUnboundElementsBindHandler(BindHandler.DEFAULT))
			.get();
	}

}
