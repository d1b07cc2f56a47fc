package dev.healthcheck.sidecar;

import java.io.IOException;
import java.io.PrintStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The sidecars that a test has started in its own process, on free ports.
 */
final class Sidecars implements AutoCloseable {

	private final List<Sidecar> started = new ArrayList<>();

	Sidecar start(String... args) {
		List<String> line = new ArrayList<>(
				List.of("-H127.0.0.1", "-P0", "--statsd-host=127.0.0.1", "--statsd-port=0"));
		line.addAll(List.of(args));
		PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
		int exit = new SidecarCommand(err, err, this.started::add).run(line.toArray(String[]::new));
		assertThat(exit).isEqualTo(SidecarCommand.RUNNING);
		return this.started.get(this.started.size() - 1);
	}

	static void say(DatagramSocket socket, Sidecar sidecar, String lines) throws IOException {
		byte[] bytes = lines.getBytes(StandardCharsets.US_ASCII);
		socket.send(new DatagramPacket(bytes, bytes.length, Objects.requireNonNull(sidecar.statsdAddress())));
	}

	@Override
	public void close() {
		this.started.forEach(Sidecar::close);
	}

}
