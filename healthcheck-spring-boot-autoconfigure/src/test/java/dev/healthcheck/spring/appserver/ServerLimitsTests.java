package dev.healthcheck.spring.appserver;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;

import dev.healthcheck.spring.test.Jdks;
import dev.healthcheck.spring.test.RawHttp;
import dev.healthcheck.spring.test.TestServer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the contributor {@code server} in processes that are short of descriptors,
 * threads or processors.
 */
@Tag("figures")
@ParameterizedClass
@EnumSource
@Timeout(300)
@EnabledOnOs(OS.LINUX)
class ServerLimitsTests {

	private static final Duration LONG = Duration.ofSeconds(90);

	private static final int DESCRIPTORS = 1000;

	private static final int CLIENTS = 60;

	private static final Duration BURNING = Duration.ofSeconds(Long.getLong("figures.stall.seconds", 3) * 10);

	private final ExecutorService clients = Executors.newCachedThreadPool();

	private final TestServer type;

	ServerLimitsTests(TestServer type) {
		this.type = type;
	}

	@AfterEach
	void stop() {
		this.clients.shutdownNow();
	}

	@Test
	void whenDescriptorsAreOutItIsDownUntilThereAreSome() throws IOException {
		try (ServerProcess server = ServerProcess.start(Jdks.current(), DESCRIPTORS, this.type)) {
			await(server, "UP ");
			String down = Awaitility.await().atMost(LONG).pollInterval(Duration.ofMillis(200)).until(() -> {
				// What was in use for a moment is free again
				server.tell("hold descriptors");
				return server.tell("server");
			}, (found) -> found.startsWith("DOWN "));
			assertThat(down).contains("no file descriptor is left for a connection to port");
			server.tell("release descriptors");
			await(server, "UP ");
			assertThat(answers(server)).isTrue();
		}
	}

	@Test
	void whenThreadsWereOutItIsAsClientsSeeIt() throws IOException {
		try (ServerProcess server = ServerProcess.start(Jdks.current(), DESCRIPTORS, this.type)) {
			PidsLimit limit = PidsLimit.of(server.pid()).orElse(null);
			Assumptions.assumeTrue(limit != null, "may not limit threads");
			try {
				await(server, "UP ");
				limit.reach();
				for (int i = 0; i < 60; i++) {
					this.clients.execute(() -> get(server, "/stuck"));
				}
				// Until the burst has met the limit
				Awaitility.await()
					.atMost(LONG)
					.until(() -> server.tell("server"),
							(found) -> server.output().contains("native thread") || this.type == TestServer.NETTY);
				if (this.type == TestServer.TOMCAT) {
					// Before any thread can be started
					assertThat(await(server, "DOWN ")).contains("-Poller has ended");
				}
				limit.lift();
				server.tell("let go");
				await(server, answers(server) ? "UP " : "DOWN ");
			}
			finally {
				limit.lift();
				server.close();
				limit.close();
			}
		}
	}

	@Test
	void whenOneProcessorIsBusyItIsNeverDown() throws IOException {
		try (ServerProcess server = ServerProcess.start(Jdks.current(), DESCRIPTORS, this.type,
				"-XX:ActiveProcessorCount=1", "server.tomcat.threads.max=20", "server.jetty.threads.max=20")) {
			await(server, "UP ");
			burn(server);
			assertThat(answers(server)).isTrue();
			await(server, "UP ");
		}
	}

	@Test
	void whenVirtualThreadsAreBusyItIsNeverDownAndWhenThePortIsClosedItIs() throws IOException {
		Path java = Jdks.installed().reduce((first, last) -> last).orElseThrow();
		try (ServerProcess server = ServerProcess.start(java, DESCRIPTORS, this.type,
				"spring.threads.virtual.enabled=true")) {
			await(server, "UP ");
			burn(server);
			await(server, "UP ");
			server.tell("close port");
			await(server, "DOWN ");
		}
	}

	/** Keep more clients busy than processors, for longer than any proof takes. */
	private void burn(ServerProcess server) {
		AtomicBoolean burning = new AtomicBoolean(true);
		for (int i = 0; i < CLIENTS; i++) {
			this.clients.execute(() -> {
				while (burning.get()) {
					get(server, "/burn");
				}
			});
		}
		Awaitility.await().atMost(LONG).pollInterval(Duration.ofMillis(500)).during(BURNING).until(() -> {
			assertThat(server.tell("server")).doesNotStartWith("DOWN");
			return true;
		});
		burning.set(false);
		assertThat(server.output()).doesNotContain("Check 'server' is DOWN");
	}

	private static boolean answers(ServerProcess server) {
		return get(server, "/quick");
	}

	/** Send a request, which may end without a response. */
	private static boolean get(ServerProcess server, String path) {
		try {
			return RawHttp.get(server.port(), path).status() == 200;
		}
		catch (UncheckedIOException | IndexOutOfBoundsException ex) {
			return false;
		}
	}

	private static String await(ServerProcess server, String status) {
		return Awaitility.await()
			.atMost(LONG)
			.pollInterval(Duration.ofMillis(200))
			.until(() -> server.tell("server"), (found) -> found.startsWith(status));
	}

}
