package dev.healthcheck.benchmarks.haproxy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.healthcheck.benchmarks.haproxy.HaproxyConfiguration.Server;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SharedConfiguration}.
 */
class SharedConfigurationTests {

	private static final Path RECIPE = Path.of("..", "docs", "load-balancers", "haproxy", "shared-dependencies.cfg");

	private final List<Server> servers = IntStream.rangeClosed(1, 5).mapToObj((i) -> new Server(i, 10 + i)).toList();

	private String text(SharedRule rule) {
		return new SharedConfiguration(1000, Path.of("socket"), rule, this.servers).text();
	}

	@Test
	void textWithBothChecksIsTheRecipe() throws IOException {
		List<String> recipe = rules(Files.readString(RECIPE).replace("nbsrv(deep) lt 2", "nbsrv(deep) lt 3"));
		assertThat(recipe).hasSizeGreaterThan(10);
		assertThat(rules(text(SharedRule.BOTH))).isEqualTo(recipe);
	}

	/**
	 * Return the lines without what differs from machine to machine.
	 * @param text a configuration
	 * @return its lines
	 */
	private static List<String> rules(String text) {
		return text.lines()
			.map(String::strip)
			.filter((line) -> !line.isEmpty()
					&& Stream.of("#", "bind ", "stats socket ", "server ").noneMatch(line::startsWith))
			.toList();
	}

	@Test
	void textHasEachServerInEachBackend() {
		assertThat(text(SharedRule.BOTH).lines().map(String::strip).filter((line) -> line.startsWith("server ")))
			.hasSize(10)
			.contains("server app5 127.0.0.1:5 check port 15");
	}

	@Test
	void textWithOneCheckHasNoRule() {
		String deep = text(SharedRule.DEEP);
		assertThat(deep).contains("default_backend deep", "GET /deepz").doesNotContain("nbsrv", "/readyz");
		String ready = text(SharedRule.READY);
		assertThat(ready).contains("default_backend ready", "GET /readyz").doesNotContain("nbsrv", "/deepz");
		assertThat(Stream.of(deep, ready).collect(Collectors.joining())).contains("bind 127.0.0.1:1000");
	}

}
