package dev.healthcheck.benchmarks.haproxy;

import java.nio.file.Path;
import java.util.List;

import dev.healthcheck.benchmarks.haproxy.HaproxyConfiguration.Server;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link HaproxyConfiguration}.
 */
class HaproxyConfigurationTests {

	@Test
	void textHasWhatTheFigureAsksFor() {
		String text = new HaproxyConfiguration(1000, Path.of("socket"), "/readyz",
				List.of(new Server(1, 2), new Server(3, 4)))
			.text();
		assertThat(text.lines().map(String::strip)).contains("timeout check 1s", "bind 127.0.0.1:1000",
				"option httpchk GET /readyz", "default-server check inter 500ms fall 3 rise 2",
				"server s1 127.0.0.1:1 port 2", "server s2 127.0.0.1:3 port 4");
	}

}
