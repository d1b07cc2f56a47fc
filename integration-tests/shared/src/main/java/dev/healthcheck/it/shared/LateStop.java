package dev.healthcheck.it.shared;

import java.nio.file.Files;
import java.nio.file.Path;

import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Stops after the web server, and not while there is a file {@code hold}.
 */
@Component
class LateStop implements SmartLifecycle {

	private volatile boolean running;

	@Override
	public void start() {
		this.running = true;
	}

	@Override
	public void stop() {
		try {
			if (Files.exists(Path.of("hold"))) {
				System.out.println("The end is held up");
			}
			while (Files.exists(Path.of("hold"))) {
				Thread.sleep(50);
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		this.running = false;
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	@Override
	public int getPhase() {
		return Integer.MIN_VALUE + 1000;
	}

}
