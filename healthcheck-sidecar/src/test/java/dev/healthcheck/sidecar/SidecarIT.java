package dev.healthcheck.sidecar;

import java.io.File;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import dev.healthcheck.test.FreePorts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * The jar, the script beside it, and a real gunicorn.
 */
@EnabledOnOs(OS.LINUX)
class SidecarIT {

	private static final String NO_WORKERS = "422 application/json "
			+ "{\"code\": \"NoWorkers\", \"description\": \"There are no any workers.\"}";

	private static final String EMPTY = "200 application/json {}";

	@TempDir
	@SuppressWarnings("NullAway.Init")
	private Path directory;

	@Test
	void gunicornIsHeardAndSigtermEndsWith0() throws Exception {
		Optional<Path> gunicorn = program("gunicorn");
		if (gunicorn.isEmpty()) {
			System.out.println("SKIPPED: SidecarIT: gunicorn is not installed; apt-get install gunicorn");
		}
		assumeThat(gunicorn).as("gunicorn is installed").isPresent();
		int statsd = FreePorts.next();
		try (SidecarProcess sidecar = start(SidecarProcess.jar(), statsd, "-v")) {
			sidecar.awaitAnswer("/health/live", NO_WORKERS);
			sidecar.awaitAnswer("/health/ready", NO_WORKERS);
			Files.writeString(this.directory.resolve("app.py"), """
					def app(environ, start_response):
					    start_response("200 OK", [("Content-Length", "0")])
					    return [b""]
					""");
			Process server = SidecarProcess.other(this.directory.resolve("gunicorn.log"), this.directory,
					gunicorn.get().toString(), "-b", "127.0.0.1:0", "--statsd-host", "localhost:" + statsd, "app:app");
			try {
				sidecar.awaitAnswer("/health/live", EMPTY);
				sidecar.awaitAnswer("/health/ready", EMPTY);
				sidecar.awaitAnswer("/readyz", "200 text/plain;charset=UTF-8 ok");
			}
			finally {
				server.destroy();
				if (!server.waitFor(10, TimeUnit.SECONDS)) {
					server.destroyForcibly();
				}
			}
			assertThat(sidecar.terminate()).isZero();
			assertThat(sidecar.log()).contains(" INFO Probes are on http://").contains(" INFO Check 'workers' is UP");
		}
	}

	@Test
	void theScriptUsesTheArchiveThatItCreates() throws Exception {
		Path archive = this.directory.resolve("classes.jsa");
		assertThat(SidecarProcess.run(log(), SidecarProcess.script(), "--create-archive")).startsWith("0 ")
			.contains("created " + archive);
		assertThat(archive).isNotEmptyFile();
		try (SidecarProcess sidecar = start(SidecarProcess.script(), FreePorts.next())) {
			sidecar.awaitAnswer("/health/live", NO_WORKERS);
			assertThat(Files.readString(Path.of("/proc/" + sidecar.pid() + "/maps"))).contains(archive.toString());
			assertThat(sidecar.terminate()).isZero();
			// Nothing of the JVM's about the archive
			assertThat(sidecar.log().lines()).allMatch((line) -> line.contains("Check 'workers' is DOWN"));
		}
	}

	@Test
	void wrongFlagsAndTakenPortsEndAtOnce() throws Exception {
		assertThat(SidecarProcess.run(log(), SidecarProcess.jar(), "--nonsense"))
			.startsWith("2 Usage: healthcheck-sidecar ")
			.contains("healthcheck-sidecar: error: Unknown option: '--nonsense'");
		try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("localhost"))) {
			assertThat(
					SidecarProcess.run(log(), SidecarProcess.script(), "--p=" + taken.getLocalPort(), "--statsd-p=0"))
				.startsWith("1 healthcheck-sidecar: error: ")
				.contains(":" + taken.getLocalPort());
		}
	}

	@Test
	void processesOfAnotherPidNamespaceAreNotVerified() throws Exception {
		List<String> unshare = List.of("unshare", "--pid", "--fork", "--kill-child", "--mount-proc");
		Process probe = new ProcessBuilder("unshare", "--pid", "--fork", "--mount-proc", "true").start();
		assumeThat(probe.waitFor()).as("may create pid namespaces").isZero();
		List<String> command = Stream.concat(unshare.stream(), SidecarProcess.jar().stream()).toList();
		assertThat(SidecarProcess.run(log(), command, "--workers-directory", this.directory.toString()))
			.startsWith("2 Usage: ")
			.contains("--workers-verify process cannot verify that a worker is alive", "--workers-verify heartbeat",
					"shareProcessNamespace: true", "--workers-source statsd");
		try (SidecarProcess sidecar = start(command, 0, "--workers-directory", this.directory.toString(),
				"--workers-verify", "heartbeat")) {
			sidecar.awaitAnswer("/health/live", NO_WORKERS);
		}
	}

	private SidecarProcess start(List<String> command, int statsdPort, String... args) throws Exception {
		return SidecarProcess.start(log(), command, statsdPort, args);
	}

	private Path log() {
		return this.directory.resolve("sidecar.log");
	}

	private static Optional<Path> program(String name) {
		return Stream.of(System.getenv("PATH").split(File.pathSeparator))
			.map((directory) -> Path.of(directory, name))
			.filter(Files::isExecutable)
			.findFirst();
	}

}
