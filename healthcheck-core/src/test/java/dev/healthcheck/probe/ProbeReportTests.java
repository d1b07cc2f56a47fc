package dev.healthcheck.probe;

import java.util.List;

import dev.healthcheck.check.CheckStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ProbeReport}.
 */
class ProbeReportTests {

	@Test
	void membersAreSortedWorstFirstAndOtherwiseKeepTheirOrder() {
		ProbeReport report = report("DOWN", 503, member("a", "UP"), member("b", "DEGRADED"), member("c", "DOWN"),
				member("d", "UP"), member("e", "MAINTENANCE"), member("f", "OUT_OF_SERVICE"), member("g", "UNKNOWN"));
		assertThat(report.members()).extracting(ProbeMember::name).containsExactly("e", "c", "f", "b", "g", "a", "d");
	}

	@ParameterizedTest
	@CsvSource({ "UP, 200, true", "DEGRADED, 200, true", "UNKNOWN, 200, true", "UP, 299, true", "UP, 503, false",
			"FATAL, 400, false", "DOWN, 200, false", "OUT_OF_SERVICE, 503, false", "MAINTENANCE, 299, false" })
	void isOkWhenNeitherStatusNorCodeFails(String status, int code, boolean expected) {
		assertThat(report(status, code, member("a", status)).isOk()).isEqualTo(expected);
	}

	@Test
	void wordIsOkWhenTheReportIs() {
		assertThat(report("UP", 200, member("a", "UP"), member("b", "DEGRADED")).word()).isEqualTo("ok");
		assertThat(report("UP", 200).word()).isEqualTo("ok");
	}

	@Test
	void wordIsTheNameOfTheWorstMember() {
		assertThat(report("DOWN", 503, member("a", "OUT_OF_SERVICE"), member("b", "DOWN"), member("c", "DOWN")).word())
			.isEqualTo("b");
	}

	@Test
	void wordIsTheNameOfTheMemberThatTheStatusComesFromWhenItIsNotOneOfOurs() {
		assertThat(report("FATAL", 500, member("a", "DEGRADED"), member("b", "FATAL")).word()).isEqualTo("b");
	}

	@Test
	void wordIsTheStatusWhenThereAreNoMembers() {
		assertThat(report("DOWN", 503).word()).isEqualTo("DOWN");
	}

	@Test
	void wordIsStartingWhenAnyMemberIsStarting() {
		ProbeMember starting = new ProbeMember("b", CheckStatus.OUT_OF_SERVICE, true, null, null);
		assertThat(report("DOWN", 503, member("a", "DOWN"), starting).word()).isEqualTo("starting");
	}

	@Test
	void wordIsMaintenanceAndNotStartingWhenBothHold() {
		ProbeMember starting = new ProbeMember("b", CheckStatus.OUT_OF_SERVICE, true, null, null);
		assertThat(report("MAINTENANCE", 503, starting, member("maintenance", "MAINTENANCE")).word())
			.isEqualTo("maintenance");
	}

	@Test
	void whateverFailsMeanwhileItIsDraining() {
		ProbeReport report = report("DOWN", 503, member("workers", "DOWN"), draining());
		assertThat(report.outcome()).isEqualTo(ProbeOutcome.DRAINING);
		assertThat(report.word()).isEqualTo("draining");
	}

	@Test
	void maintenanceIsMaintenanceWhileDraining() {
		ProbeReport report = report("MAINTENANCE", 503, draining(), member("maintenance", "MAINTENANCE"));
		assertThat(report.outcome()).isEqualTo(ProbeOutcome.MAINTENANCE);
		assertThat(report.word()).isEqualTo("maintenance");
	}

	@Test
	void whenTheUserSaysThatItIsWellItIs() {
		assertThat(report("UP", 200, draining()).outcome()).isEqualTo(ProbeOutcome.SUCCESS);
	}

	private static ProbeMember draining() {
		return new ProbeMember("readinessState", CheckStatus.OUT_OF_SERVICE, false, true, null, null);
	}

	private static ProbeReport report(String status, int code, ProbeMember... members) {
		return new ProbeReport(new CheckStatus(status), code, List.of(members));
	}

	private static ProbeMember member(String name, String status) {
		return new ProbeMember(name, new CheckStatus(status), false, null, null);
	}

}
