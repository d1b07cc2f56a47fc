package dev.healthcheck.spring.server;

import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

import dev.healthcheck.check.CheckSettings;
import dev.healthcheck.check.CheckStatus;
import dev.healthcheck.probe.ProbeReport;
import dev.healthcheck.server.AgentAnswer;
import dev.healthcheck.spring.startup.ApplicationReadiness;
import dev.healthcheck.thread.DaemonThreadFactory;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Answers of HAProxy's agent check, from the report on readiness. Maintenance comes
 * first, then draining: if an application that was ready refuses traffic, as during
 * shutdown, its sessions may end, whatever fails meanwhile.
 *
 * <p>
 * Used by the event loop. If code of the application is needed, as with indicators that
 * are not isolated, another thread makes the report for the next answer.
 */
final class ReadinessAnswers implements Supplier<@Nullable AgentAnswer> {

	private static final Log logger = LogFactory.getLog(ReadinessAnswers.class);

	/** Enough requests to notice that the server recovers. */
	private static final int LEAST_WEIGHT = 10;

	private static final long PATIENCE = TimeUnit.SECONDS.toNanos(CheckSettings.TIMEOUT);

	private final Reports reports;

	private final ApplicationReadiness readiness;

	private final IntSupplier weight;

	private final DaemonThreadFactory threads;

	private final LongSupplier ticker;

	private volatile @Nullable ProbeReport last;

	/** Whether the last report could not be made. */
	private volatile boolean failed;

	/** Since when a report is being made. */
	private volatile @Nullable Long since;

	ReadinessAnswers(Reports reports, ApplicationReadiness readiness, IntSupplier weight, DaemonThreadFactory threads,
			LongSupplier ticker) {
		this.reports = reports;
		this.readiness = readiness;
		this.weight = weight;
		this.threads = threads;
		this.ticker = ticker;
	}

	// In percent. Servers that are equally busy have equal weights: no load moves to
	// servers that could not bear it
	static int weight(double saturation) {
		return (int) Math.round(Math.max(LEAST_WEIGHT, 100 * (1 - saturation)));
	}

	@Override
	public @Nullable AgentAnswer get() {
		ProbeReport report = this.reports.published().get();
		if (report != null) {
			return answer(report);
		}
		Long since = this.since;
		if (since == null) {
			startReport();
		}
		else if (this.ticker.getAsLong() - since > PATIENCE) {
			return down("health indicators are late");
		}
		return this.failed ? down("health cannot be determined") : answer(this.last);
	}

	private AgentAnswer down(String reason) {
		return this.readiness.isRefusing() ? AgentAnswer.drain() : AgentAnswer.down(reason);
	}

	private @Nullable AgentAnswer answer(@Nullable ProbeReport report) {
		if (report != null && report.status().equals(CheckStatus.MAINTENANCE)) {
			return AgentAnswer.maint();
		}
		if (this.readiness.isRefusing()) {
			return AgentAnswer.drain();
		}
		if (report == null) {
			return this.readiness.isStarting() ? AgentAnswer.down("starting") : null;
		}
		return report.isOk() ? AgentAnswer.up(this.weight.getAsInt()) : AgentAnswer.down(report.word());
	}

	private void startReport() {
		// No indicator is run before the application has started
		if (this.readiness.isStarting()) {
			return;
		}
		this.since = this.ticker.getAsLong();
		try {
			this.threads.newThread("healthcheck-agent", this::report).start();
		}
		catch (Throwable ex) {
			// No memory or no thread: retried with the next request
			this.since = null;
		}
	}

	private void report() {
		try {
			this.last = this.reports.all().get();
			this.failed = false;
		}
		// Of the application, as its own aggregator
		catch (Throwable ex) {
			if (!this.failed) {
				this.failed = true;
				logger.warn("The agent failed to answer", ex);
			}
		}
		finally {
			this.since = null;
		}
	}

	/**
	 * Reports on readiness.
	 *
	 * @param published returns at once, with {@code null} if code of the application has
	 * to be run
	 * @param all runs such code
	 */
	record Reports(Supplier<@Nullable ProbeReport> published, Supplier<ProbeReport> all) {
	}

}
