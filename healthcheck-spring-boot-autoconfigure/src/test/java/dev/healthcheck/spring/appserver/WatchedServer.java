package dev.healthcheck.spring.appserver;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import dev.healthcheck.check.CheckResult;
import dev.healthcheck.check.CheckStatus;
import dev.healthcheck.check.InconclusiveException;
import dev.healthcheck.spring.test.RunningApplication;

import org.springframework.boot.web.server.WebServer;
import org.springframework.boot.web.server.context.WebServerApplicationContext;

/**
 * The server of a running application, looked at in made-up time: a minute of it passes
 * in a moment.
 */
final class WatchedServer implements AutoCloseable {

	private final List<ServerCounters> counters;

	private final WebServer server;

	private final ServerCheck check;

	private long now;

	WatchedServer(RunningApplication application) {
		this.counters = application.context().getBeanProvider(ServerCounters.class).orderedStream().toList();
		this.server = Objects.requireNonNull(((WebServerApplicationContext) application.context()).getWebServer());
		this.check = new ServerCheck(this.counters, null, CheckStatus.DOWN, () -> this.now);
		this.check.started(this.server);
		this.check.serving();
	}

	/** Look a second after the last time. */
	CheckResult look() {
		this.now += TimeUnit.SECONDS.toNanos(1);
		try {
			return this.check.run();
		}
		catch (InconclusiveException ex) {
			throw new AssertionError(ex);
		}
	}

	/**
	 * Look every second for two minutes, or until it is DOWN.
	 * @return the last result
	 */
	CheckResult lookForTwoMinutes() {
		CheckResult result = look();
		for (int i = 0; i < 120 && !result.status().equals(CheckStatus.DOWN); i++) {
			result = look();
		}
		return result;
	}

	/** The address that its first connector is bound to. */
	InetSocketAddress address() {
		return this.counters.stream()
			.map((counters) -> counters.open(this.server))
			.filter(Objects::nonNull)
			.map(Supplier::get)
			.map((connectors) -> connectors.get(0).address())
			.findFirst()
			.orElseThrow();
	}

	@Override
	public void close() {
		this.check.close();
	}

}
