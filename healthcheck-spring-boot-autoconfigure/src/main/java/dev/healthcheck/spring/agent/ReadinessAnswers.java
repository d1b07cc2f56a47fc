package dev.healthcheck.spring.agent;

import java.util.function.IntSupplier;
import java.util.function.Supplier;

import dev.healthcheck.check.CheckStatus;
import dev.healthcheck.probe.ProbeReport;
import dev.healthcheck.server.AgentAnswer;
import dev.healthcheck.spring.startup.ApplicationReadiness;

/**
 * What the agent answers, by what readiness amounts to. Maintenance comes first, and then
 * that the application refuses traffic after it was ready, as it does when it is shut
 * down: its sessions may end, whatever fails meanwhile.
 *
 * @since 0.1.0
 */
public final class ReadinessAnswers implements Supplier<AgentAnswer> {

	/** Enough to be seen to recover. */
	private static final int LEAST_WEIGHT = 10;

	private final Supplier<ProbeReport> reports;

	private final ApplicationReadiness readiness;

	private final IntSupplier weight;

	/**
	 * Create answers.
	 * @param reports returns the report on readiness
	 * @param readiness tells whether the application refuses traffic
	 * @param weight returns the weight in percent, from 1 to 100
	 */
	public ReadinessAnswers(Supplier<ProbeReport> reports, ApplicationReadiness readiness, IntSupplier weight) {
		this.reports = reports;
		this.readiness = readiness;
		this.weight = weight;
	}

	/**
	 * Return the weight of a server that is busy. Where all are, all have the same: no
	 * load is sent away that the others could not bear.
	 * @param saturation the part of its threads that are busy, from 0 to 1
	 * @return the weight in percent, from 10 to 100
	 */
	public static int weight(double saturation) {
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
