package dev.healthcheck.sidecar;

import java.io.IOException;
import java.io.PrintStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

import dev.healthcheck.port.HostAndPort;
import dev.healthcheck.sidecar.upstream.UpstreamCheck;
import org.jspecify.annotations.Nullable;

/**
 * Training run for an archive of classes: does all that a sidecar does, on free ports of
 * the loopback interface, and ends. With the archive, a sidecar starts sooner.
 */
public final class ClassArchiveTraining {

	private static final List<String> PATHS = List.of("/livez", "/readyz", "/health/live", "/health/ready", "/json",
			"/gunicorn", "/pyramid?checks=true", "/runscope", "/nothing");

	private ClassArchiveTraining() {
	}

	/**
	 * Run.
	 * @param args ignored
	 * @throws IOException if a sidecar cannot be started
	 * @throws InterruptedException if the thread is interrupted
	 */
	public static void main(String[] args) throws IOException, InterruptedException {
		Path directory = Files.createTempDirectory("healthcheck-sidecar");
		// Serves the readiness URL of the other
		try (Sidecar application = start("-P0", "--statsd-port=0", "--serve=/json=json");
				Sidecar sidecar = start("-vv", "-P0", "--statsd-port=0", "--app", url(application) + "/json",
						"--workers-source=greatest", "--workers-verify=none", "--workers-directory=" + directory,
						"--maintenance-file=" + directory.resolve(".maintenance"), "--serve=/json=json",
						"--serve=/gunicorn=gunicorn", "--serve=/pyramid=pyramid", "--serve=/runscope=runscope")) {
			send(sidecar.statsdAddress());
			for (int i = 0; i < 20; i++) {
				for (String path : PATHS) {
					new UpstreamCheck(url(sidecar) + path, Duration.ofSeconds(10)).run();
				}
			}
		}
		finally {
			Files.delete(directory);
		}
	}

	private static Sidecar start(String... args) throws IOException {
		PrintStream none = new PrintStream(PrintStream.nullOutputStream(), false, StandardCharsets.UTF_8);
		AtomicReference<@Nullable Sidecar> started = new AtomicReference<>();
		new SidecarCommand(none, none, started::set).run(args);
		Sidecar sidecar = started.get();
		if (sidecar == null) {
			throw new IOException("The sidecar has not started");
		}
		return sidecar;
	}

	private static String url(Sidecar sidecar) {
		return "http://" + HostAndPort.of(sidecar.address());
	}

	private static void send(@Nullable InetSocketAddress address) throws IOException {
		if (address != null) {
			byte[] line = "gunicorn.workers:1|g".getBytes(StandardCharsets.US_ASCII);
			try (DatagramSocket socket = new DatagramSocket()) {
				socket.send(new DatagramPacket(line, line.length, address));
			}
		}
	}

}
