package dev.healthcheck.spring.management;

import java.io.IOException;

import dev.healthcheck.spring.failure.ExplainedFailureException;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.SmartLifecycle;

/**
 * Lifecycle of what listens on a port of ours: it starts as soon as checks run, and stops
 * when all else has stopped but them, so that it answers to the end. It is opened anew
 * each time.
 *
 * @param <S> the type of what listens
 * @since 0.1.0
 */
public abstract class PortLifecycle<S> implements SmartLifecycle {

	/** Between the runner of checks and everything that has a phase of its own. */
	private static final int PHASE = WebServerApplicationContext.START_STOP_LIFECYCLE_PHASE - 256;

	private final String advice;

	private volatile @Nullable S server;

	/**
	 * Create a lifecycle.
	 * @param advice what to do if it is not possible to listen
	 */
	protected PortLifecycle(String advice) {
		this.advice = advice;
	}

	/**
	 * Listen from now on.
	 * @return what listens
	 * @throws IOException if that is not possible, with the reason in the message
	 */
	protected abstract S open() throws IOException;

	/**
	 * Called when it listens.
	 * @param server what listens
	 */
	protected abstract void opened(S server);

	/**
	 * Listen no more.
	 * @param server what listens
	 */
	protected abstract void close(S server);

	/**
	 * Return what listens.
	 * @return it, or {@code null} while nothing does
	 */
	protected final @Nullable S server() {
		return this.server;
	}

	/**
	 * Listen.
	 * @throws ExplainedFailureException if that is not possible
	 */
	@Override
	public final void start() {
		try {
			S server = open();
			this.server = server;
			opened(server);
		}
		catch (IOException ex) {
			throw new ExplainedFailureException(ex.getMessage() + ".", this.advice, ex);
		}
	}

	@Override
	public final void stop() {
		S server = this.server;
		this.server = null;
		if (server != null) {
			close(server);
		}
	}

	@Override
	public final boolean isRunning() {
		return this.server != null;
	}

	@Override
	public final int getPhase() {
		return PHASE;
	}

}
