package dev.healthcheck.spring.agent;

import java.util.function.IntSupplier;
import java.util.function.Supplier;

import dev.healthcheck.check.CheckStatus;
import dev.healthcheck.probe.ProbeReport;
import dev.healthcheck.server.AgentAnswer;
import dev.healthcheck.spring.startup.ApplicationReadiness;

/**
 * The agent's answers, by the report on readiness. Maintenance comes first, then traffic
 * that is refused after the application was ready, as during shut-down: its sessions may
 * end, whatever fails meanwhile.
 *
 * @since 0.1.0
 */
public final class ReadinessAnswers implements Supplier<AgentAnswer> {

	/** Enough to be seen to recover. */
	private static final int LEAST_WEIGHT = 10;

	private final Supplier<ProbeReport> reports;

	private final ApplicationReadiness readiness;

	/** In percent, from 1 to 100. */
	private final IntSupplier weight;

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
