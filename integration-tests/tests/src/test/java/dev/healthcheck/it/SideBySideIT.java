package dev.healthcheck.it;

import java.util.List;

import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Two processes of one application on one machine, in one directory.
 */
@OnEveryApplication
@Order(Integer.MAX_VALUE - 1)
class SideBySideIT {

	private static final String ONE = "200 text/plain; charset=ascii 1 workers ready\n";

	private static final String TWO = "200 text/plain; charset=ascii 2 workers ready\n";

	private final RunningApplication one;

	private final RunningApplications applications;

	private final Application application;

	SideBySideIT(Application application, RunningApplications applications) {
		this.application = application;
		this.one = applications.get(application, Setup.TLS);
		this.applications = applications;
	}

	@Test
	void eachHasItsOwnPortAndCountsBothUntilOneIsDraining() throws Exception {
		RunningApplication two = this.applications.get(this.application, Setup.SIDE_BY_SIDE);
		if (this.application.isEmbedded()) {
			assertThat(this.one.probes().port()).isEqualTo(this.one.port().ofProbes().number());
			assertThat(two.probes().port()).isEqualTo(two.port().ofProbes().number());
		}
		for (RunningApplication each : List.of(this.one, two)) {
			this.one.await("two workers", () -> each.probes().get("/gunicorn").text().equals(TWO));
		}
		assertThat(this.one.probes().send("OPTIONS", "*").text()).as("a probe on all paths").isEqualTo(TWO);
		assertThat(this.one.probes().get("/any/thing").text()).isEqualTo(TWO);
		assertThat(this.one.probes().get("/actuator/env").text()).isEqualTo(TWO);

		two.program().terminate();
		// A servlet container stops serving before it stops an application
		if (this.application != Application.WAR) {
			two.await("draining", () -> two.probes().get("/readyz").status() == 503);
			assertThat(two.probes().get("/readyz").body()).isEqualTo("draining");
			assertThat(two.probes().get("/livez").body()).isEqualTo("ok");
		}
		this.one.await("one worker", () -> this.one.probes().get("/gunicorn").text().equals(ONE));
		try {
			Skipped.unless(this.application.isServing(), "there is no web server that could serve");
			Skipped.unless(this.application.isEmbedded(), "a servlet container pauses before it stops an application");
			assertThat(two.server().get("/hello").body()).isEqualTo("hello");
		}
		finally {
			two.program().kill();
		}
	}

}
