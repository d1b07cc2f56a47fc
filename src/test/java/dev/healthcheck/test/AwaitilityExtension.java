package dev.healthcheck.test;

import java.time.Duration;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Lets Awaitility wait for longer than its 10 s, because a busy machine may take longer
 * to start an application, and look more often than every 100 ms, which saves time where
 * there are hundreds of such waits. JUnit detects this extension by itself.
 */
public final class AwaitilityExtension implements BeforeAllCallback {

	private static final Duration TIMEOUT = Duration.ofSeconds(60);

	private static final Duration INTERVAL = Duration.ofMillis(20);

	@Override
	public void beforeAll(ExtensionContext context) {
		Awaitility.setDefaultTimeout(TIMEOUT);
		Awaitility.setDefaultPollDelay(Duration.ZERO);
		Awaitility.setDefaultPollInterval(INTERVAL);
	}

}
