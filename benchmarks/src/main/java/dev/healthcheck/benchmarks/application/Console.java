package dev.healthcheck.benchmarks.application;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * How the harness talks to the application: over standard input and output, which no
 * overload of the servers can block. Where the input ends, so does the application: no
 * child outlives a harness that was killed.
 */
@Component
class Console {

	private final PartnerHealthIndicator partner;

	private final LoadController load;

	private final Environment environment;

	private final ObjectProvider<BareThread> bareThread;

	Console(PartnerHealthIndicator partner, LoadController load, Environment environment,
			ObjectProvider<BareThread> bareThread) {
		this.partner = partner;
		this.load = load;
		this.environment = environment;
		this.bareThread = bareThread;
	}

	@EventListener(ApplicationReadyEvent.class)
	void ready() {
		Thread reader = new Thread(this::read, "console");
		reader.setDaemon(true);
		reader.start();
		String main = this.environment.getRequiredProperty("local.server.port");
		String management = this.environment.getProperty("local.management.port", main);
		String ports = main + " " + this.environment.getProperty("local.healthcheck.port", management);
		BareThread bare = this.bareThread.getIfAvailable();
		say("ready " + ports + ((bare != null) ? " " + bare.port() : ""));
	}

	private void read() {
		try (BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
			for (String line = lines.readLine(); line != null; line = lines.readLine()) {
				if (line.equals("hang")) {
					this.partner.hang();
					say("hung");
				}
				else if (line.startsWith("exhaust ")) {
					String[] words = line.split(" ");
					say("exhausted " + Exhaustion.of(words[1], Duration.ofMillis(Long.parseLong(words[2]))));
				}
				else if (line.equals("busy")) {
					say("busy " + this.load.busy());
				}
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		finally {
			Runtime.getRuntime().halt(0);
		}
	}

	private static void say(String line) {
		System.out.println(line);
		System.out.flush();
	}

}
