package dev.healthcheck.spring.contract;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import dev.healthcheck.spring.test.RawHttp;
import org.awaitility.Awaitility;

/**
 * A real nginx with one file in its {@code conf.d}.
 */
final class Nginx implements AutoCloseable {

	private final Path directory;

	private final int port;

	private final ClientProcess process;

	/**
	 * Start it, and wait until it listens.
	 * @param directory where its files go
	 * @param port where it listens
	 * @param file what stands in its {@code conf.d}
	 */
	Nginx(Path directory, int port, String file) throws IOException {
		this.directory = directory;
		this.port = port;
		Files.writeString(directory.resolve("nginx.conf"), """
				daemon off;
				worker_processes 1;
				pid nginx.pid;
				error_log stderr;
				events {}
				http {
					access_log off;
					client_body_temp_path body;
					proxy_temp_path proxy;
					fastcgi_temp_path fastcgi;
					uwsgi_temp_path uwsgi;
					scgi_temp_path scgi;
					include conf.d/*.conf;
				}
				""");
		write(file);
		this.process = ClientProcess.start(directory, command());
		Awaitility.await().ignoreExceptions().until(() -> RawHttp.get(port, "/").status() > 0);
	}

	int port() {
		return this.port;
	}

	/**
	 * Have it read its configuration again.
	 * @param file what stands in its {@code conf.d} from now on
	 */
	void reload(String file) throws IOException, InterruptedException {
		write(file);
		try (ClientProcess signal = ClientProcess.start(this.directory, command("-s", "reload"))) {
			if (signal.exitCode() != 0) {
				throw new IOException(signal.said());
			}
		}
	}

	private void write(String file) throws IOException {
		Files.writeString(Files.createDirectories(this.directory.resolve("conf.d")).resolve("recipe.conf"), file);
	}

	private List<String> command(String... options) {
		List<String> command = new ArrayList<>(
				List.of("nginx", "-p", this.directory.toString(), "-c", "nginx.conf", "-e", "stderr"));
		command.addAll(List.of(options));
		return command;
	}

	@Override
	public void close() throws InterruptedException {
		this.process.close();
	}

}
