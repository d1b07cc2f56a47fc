package dev.healthcheck.spring.statsd;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Objects;

import dev.healthcheck.port.HostAndPort;
import dev.healthcheck.spring.failure.ExplainedFailureException;
import dev.healthcheck.statsd.StatsdListener;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.context.SmartLifecycle;
import org.springframework.core.log.LogMessage;

/**
 * Starts listening for StatsD before any check runs, so that the first count of workers
 * misses no line, and stops after the last.
 */
final class StatsdLifecycle implements SmartLifecycle {

	/** Before the runner of checks. */
	private static final int PHASE = Integer.MIN_VALUE + 1;

	private static final Log logger = LogFactory.getLog(StatsdLifecycle.class);

	private final StatsdListener listener;

	/** Whether workers are counted from what it receives. */
	private final boolean counted;

	/** Otherwise a parent of this context has started it, and will stop it. */
	private volatile boolean started;

	StatsdLifecycle(StatsdListener listener, boolean counted) {
		this.listener = listener;
		this.counted = counted;
	}

	@Override
	public void start() {
		if (this.listener.isRunning()) {
			return;
		}
		try {
			this.listener.start();
			this.started = true;
			InetSocketAddress address = Objects.requireNonNull(this.listener.address());
			logger.info(LogMessage.format("StatsD listening on %s (UDP)%s", HostAndPort.of(address),
					this.counted ? "" : "; workers are not counted from it, because 'healthcheck.workers.source' is"
							+ " neither 'statsd' nor 'greater'"));
		}
		catch (IOException ex) {
			throw new ExplainedFailureException(ex.getMessage() + ".",
					"Set 'healthcheck.statsd.port' to a UDP port that is free, and send there, or stop what listens"
							+ " there; look at 'healthcheck.statsd.host' if it is set. To do without StatsD set"
							+ " 'healthcheck.statsd.enabled=false'.",
					ex);
		}
	}

	@Override
	public void stop() {
		if (this.started) {
			this.started = false;
			this.listener.stop();
		}
	}

	@Override
	public boolean isRunning() {
		return this.started && this.listener.isRunning();
	}

	@Override
	public int getPhase() {
		return PHASE;
	}

}
