package dev.healthcheck.page;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that a native image is told of every resource: it has no others.
 */
class ReachabilityMetadataTests {

	private static final Path RESOURCES = Path.of("src/main/resources");

	@Test
	void everyResourceIsNamedWithTheClassThatReadsIt() throws IOException {
		Path metadata = RESOURCES
			.resolve("META-INF/native-image/dev.healthcheck/healthcheck-core/reachability-metadata.json");
		List<JsonNode> resources = JsonMapper.shared()
			.readTree(metadata.toFile())
			.get("resources")
			.valueStream()
			.toList();
		assertThat(resources).extracting((resource) -> resource.get("glob").asString())
			.containsExactlyInAnyOrderElementsOf(resources());
		assertThat(resources).extracting((resource) -> resource.get("condition").get("typeReached").asString())
			.containsOnly(PageAnswers.class.getName());
	}

	private static List<String> resources() throws IOException {
		try (Stream<Path> files = Files.walk(RESOURCES.resolve("dev"))) {
			return files.filter(Files::isRegularFile).map((file) -> RESOURCES.relativize(file).toString()).toList();
		}
	}

}
