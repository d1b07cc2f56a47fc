package dev.healthcheck.probe;

import dev.healthcheck.check.CheckResult;
import dev.healthcheck.check.CheckRun;
import dev.healthcheck.check.CheckStatus;
import dev.healthcheck.check.CheckVerdict;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what requests, members, sections and responses of probes are made from.
 */
class ProbeValuesTests {

	@Test
	void requestWithoutItsQueryKeepsMethodAndPath() {
		ProbeRequest request = new ProbeRequest("GET", "/readyz");
		assertThat(new ProbeRequest("GET", "/readyz", "verbose").withoutQuery()).isEqualTo(request);
		assertThat(request.withoutQuery()).isSameAs(request);
	}

	@Test
	void whenDetailsAreShownAMemberHasTheMessageOfItsCheck() {
		CheckResult result = CheckResult.of(CheckStatus.DOWN, "full");
		CheckVerdict verdict = new CheckVerdict(CheckStatus.DOWN, false, null, null, result,
				new CheckRun(result, 0, 1, Reports.TIME));
		assertThat(ProbeMember.of("queue", verdict, true))
			.isEqualTo(new ProbeMember("queue", CheckStatus.DOWN, false, "full", Reports.TIME));
		assertThat(ProbeMember.of("queue", verdict, false).message()).isNull();
	}

	@Test
	void whenACheckHasNotRunItsMemberHasNeitherMessageNorTime() {
		CheckVerdict verdict = new CheckVerdict(CheckStatus.OUT_OF_SERVICE, true, null, null, null, null);
		assertThat(ProbeMember.of("queue", verdict, true))
			.isEqualTo(new ProbeMember("queue", CheckStatus.OUT_OF_SERVICE, true, null, null));
	}

	@Test
	void sectionOfAValueHasIt() throws Exception {
		ProbeSection section = ProbeSection.of("version", 1);
		assertThat(section.name()).isEqualTo("version");
		assertThat(section.value().call()).isEqualTo(1);
	}

	@Test
	void responsesOfAServerThatIsStartingOrBusyAreUnavailable() {
		assertThat(Reports.shown(ProbeResponse.starting())).isEqualTo("503 text/plain;charset=UTF-8 starting");
		assertThat(ProbeResponse.busy().status()).isEqualTo(503);
		assertThat(ProbeResponse.busy().headers()).containsEntry("Retry-After", "1");
	}

}
