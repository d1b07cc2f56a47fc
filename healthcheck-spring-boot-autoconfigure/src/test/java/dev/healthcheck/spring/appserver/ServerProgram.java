package dev.healthcheck.spring.appserver;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import dev.healthcheck.check.CheckRegistry;
import dev.healthcheck.check.CheckVerdict;
import dev.healthcheck.spring.test.RunningApplication;
import dev.healthcheck.spring.test.TestServer;

import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * An application in a process of its own, which may then be short of threads, descriptors
 * or processors. It is told what to do line by line, and answers each with one line.
 */
public final class ServerProgram {

	static final String REPLY = "reply: ";

	private final List<InputStream> held = new ArrayList<>();

	private final ServerFaults faults;

	private final RunningApplication application;

	private ServerProgram(TestServer server, String... properties) {
		this.faults = ServerFaults.of(server);
		this.application = server.start(Requests.class, properties);
	}

	/**
	 * Start the program.
	 * @param args the name of a {@link TestServer}, and properties
	 */
	public static void main(String[] args) throws IOException {
		ServerProgram program = new ServerProgram(TestServer.valueOf(args[0]),
				Arrays.copyOfRange(args, 1, args.length));
		// Not Boot's output, and nothing that needs a descriptor later
		BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
		System.out.println(REPLY + program.application.port());
		for (String line = lines.readLine(); line != null; line = lines.readLine()) {
			System.out.println(REPLY + program.answer(line));
		}
		System.exit(0);
	}

	private String answer(String command) throws IOException {
		return switch (command) {
			case "server" -> server();
			case "hold descriptors" -> holdDescriptors();
			case "release descriptors" -> releaseDescriptors();
			case "close port" -> {
				this.faults.closePort(Objects
					.requireNonNull(((WebServerApplicationContext) this.application.context()).getWebServer()));
				yield "done";
			}
			case "let go" -> {
				this.application.context().getBean(Requests.class).letGo.countDown();
				yield "done";
			}
			default -> throw new IllegalArgumentException(command);
		};
	}

	private String server() {
		CheckVerdict verdict = Objects
			.requireNonNull(this.application.context().getBean(CheckRegistry.class).verdict("server"));
		return verdict.status() + " " + verdict.result() + " " + verdict.lateReason();
	}

	private String holdDescriptors() {
		try {
			while (true) {
				this.held.add(Files.newInputStream(Path.of("/dev/null")));
			}
		}
		catch (IOException ex) {
			return this.held.size() + " held";
		}
	}

	private String releaseDescriptors() throws IOException {
		for (InputStream stream : this.held) {
			stream.close();
		}
		this.held.clear();
		return "done";
	}

	@Configuration(proxyBeanMethods = false)
	@Import(Requests.Controller.class)
	static class Requests {

		private final CountDownLatch letGo = new CountDownLatch(1);

		/**
		 * Answers at once, when it is let go, or after a while of hard work.
		 */
		@RestController
		static class Controller {

			private final Requests requests;

			Controller(Requests requests) {
				this.requests = requests;
			}

			@GetMapping("/quick")
			String quick() {
				return "quick";
			}

			@GetMapping("/stuck")
			String stuck() throws InterruptedException {
				this.requests.letGo.await();
				return "let go";
			}

			@GetMapping("/burn")
			String burn() {
				long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(1);
				double sum = 0;
				while (System.nanoTime() < end) {
					sum += Math.sin(sum);
				}
				return String.valueOf(sum);
			}

		}

	}

}
