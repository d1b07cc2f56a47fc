package dev.healthcheck.spring.server;

import java.util.function.IntSupplier;
import java.util.function.Supplier;

import dev.healthcheck.check.CheckStatus;
import dev.healthcheck.probe.ProbeReport;
import dev.healthcheck.server.AgentAnswer;
import dev.healthcheck.spring.startup.ApplicationReadiness;

/**
 * Responses of HAProxy's agent check, from the report on readiness. Maintenance comes
 * first, then draining: if an application that was ready refuses traffic, as during
 * shutdown, its sessions may end, whatever fails meanwhile.
 *
 * @param weight returns the weight in percent, from 1 to 100
 */
record ReadinessAnswers(Supplier<ProbeReport> reports, ApplicationReadiness readiness,
		IntSupplier weight) implements Supplier<AgentAnswer> {

	/** Enough requests to notice that the server recovers. */
	private static final int LEAST_WEIGHT = 10;

	// In percent. Servers that are equally busy have equal weights: no load moves to
	// servers that could not bear it
	static int weight(double saturation) {
		return (int) Math.round(Math.max(LEAST_WEIGHT, 100 * (1 - saturation)));
	}

	@Override
	public AgentAnswer get() {
		ProbeReport report = this.reports.get();
		if (report.status().equals(CheckStatus.MAINTENANCE)) {
			return AgentAnswer.maint();
		}
		if (this.readiness.isRefusing()) {
			return AgentAnswer.drain();
		}
		return report.isOk() ? AgentAnswer.up(this.weight.getAsInt()) : AgentAnswer.down(report.word());
	}

}
