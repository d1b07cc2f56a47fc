package dev.healthcheck.probe;

import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;

import dev.healthcheck.check.CheckStatus;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link WordRenderer}, and for what may be excluded.
 */
class WordRendererTests {

	private static final List<ProbeMember> MEMBERS = List.of(member("workers", CheckStatus.DOWN, null),
			member("maintenance", CheckStatus.MAINTENANCE, "new disks"), member("db", CheckStatus.DEGRADED, null),
			member("readinessState", CheckStatus.UP, null));

	private static ProbeMember member(String name, CheckStatus status, @Nullable String message) {
		return new ProbeMember(name, status, false, message, null);
	}

	private static ProbeReport report(List<ProbeMember> members) {
		CheckStatus worst = members.stream()
			.map(ProbeMember::status)
			.min(Comparator.comparingInt(CheckStatus.ORDER::indexOf))
			.orElse(CheckStatus.UP);
		int code = worst.equals(CheckStatus.MAINTENANCE) ? 404 : worst.isFailing() ? 503 : 200;
		return new ProbeReport(worst, code, members, WordRendererTests::report);
	}

	private static String ask(String query, List<ProbeMember> members) {
		ProbeResponse answer = new Probe("readyz", "/readyz",
				RendererFactory.of(ProbeRenderer.word(), LoadBalancer.GENERIC).renderer(AnswerSettings.NONE),
				() -> report(members))
			.answer(new ProbeRequest("GET", "/readyz", query));
		return answer.status() + " " + new String(answer.body(), StandardCharsets.UTF_8);
	}

	@ParameterizedTest
	@CsvSource({ "'', 404 maintenance", "exclude=maintenance, 503 workers", "exclude=workers, 404 maintenance",
			"exclude=workers&exclude=maintenance, 200 ok", "exclude=workers&x=1&exclude=m%61intenance, 200 ok",
			"exclude=, 404 maintenance", "exclude, 404 maintenance", "exclude=%zz&exclude=maintenance, 503 workers",
			"exclude=Maintenance, 404 maintenance", "xexclude=maintenance, 404 maintenance",
			"'exclude=maintenance,workers', 404 maintenance",
			"exclude=workers&exclude=maintenance&exclude=db&exclude=readinessState, 200 ok" })
	void excludedMembersDoNotCount(String query, String answer) {
		assertThat(ask(query, MEMBERS)).isEqualTo(answer);
	}

	@ParameterizedTest
	@ValueSource(strings = { "verbose", "verbose=", "verbose=false", "x&verbose" })
	void verboseHasALineForEachMember(String query) {
		assertThat(ask(query, MEMBERS)).isEqualTo("""
				404 [-]maintenance failed: new disks
				[-]workers failed: DOWN
				[+]db ok
				[+]readinessState ok
				check failed
				""");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "x=verbose", "verbos", "verbosely", "x=1&verbosey=2" })
	void wordIsAllUnlessVerbose(String query) {
		assertThat(ask(query, MEMBERS)).isEqualTo("404 maintenance");
	}

	@Test
	void verboseSaysWhatWasExcludedAndWhatCouldNotBe() {
		assertThat(ask("verbose&exclude=workers&exclude=maintenance&exclude=x%0a%1b[31m&exclude=workers", MEMBERS))
			.isEqualTo("""
					200 [+]db ok
					[+]readinessState ok
					[+]workers excluded: ok
					[+]maintenance excluded: ok
					warn: no member to exclude is named x  [31m
					check passed
					""");
	}

	@Test
	void verboseWhenStartingOrDrainingSaysSo() {
		assertThat(ask("verbose",
				List.of(new ProbeMember("a", CheckStatus.OUT_OF_SERVICE, true, false, null, null),
						new ProbeMember("b\nc", CheckStatus.OUT_OF_SERVICE, false, true, null, null))))
			.startsWith("503 [-]a failed: starting\n[-]b c failed: draining\n");
	}

	@Test
	void otherFormatsKnowNothingOfExcluding() {
		Probe probe = new Probe("x", "/x", (request, report) -> ProbeResponse.of(report.code(), "x", new byte[0]),
				() -> report(MEMBERS));
		assertThat(probe.answer(new ProbeRequest("GET", "/x", "exclude=maintenance")).status()).isEqualTo(404);
	}

}
