package dev.healthcheck.sidecar;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

import dev.healthcheck.check.CheckRegistry;
import dev.healthcheck.check.CheckStatus;
import dev.healthcheck.check.CheckVerdict;
import dev.healthcheck.probe.ProbeMember;
import dev.healthcheck.probe.ProbeReport;

/**
 * What is published about some of the checks, as a probe reports on it. The order of
 * statuses is that of the starter: DEGRADED stands behind UP.
 */
record SidecarReport(CheckRegistry registry, List<String> names, int maintenanceCode) implements Supplier<ProbeReport> {

	private static final int FAILURE = 503;

	@Override
	public ProbeReport get() {
		List<ProbeMember> members = new ArrayList<>();
		for (String name : this.names) {
			CheckVerdict verdict = this.registry.verdict(name);
			if (verdict != null) {
				members.add(ProbeMember.of(name, verdict, true));
			}
		}
		return report(members);
	}

	private ProbeReport report(List<ProbeMember> members) {
		int worst = members.stream()
			.mapToInt((member) -> CheckStatus.ORDER.indexOf(member.status()))
			.filter((rank) -> rank >= 0)
			.min()
			.orElse(CheckStatus.ORDER.indexOf(CheckStatus.UNKNOWN));
		CheckStatus status = members.isEmpty() ? CheckStatus.UP : CheckStatus.ORDER.get(worst);
		return new ProbeReport(status, code(status), members, this::report);
	}

	private int code(CheckStatus status) {
		if (status.equals(CheckStatus.MAINTENANCE)) {
			return this.maintenanceCode;
		}
		return status.isFailing() ? FAILURE : 200;
	}

}
