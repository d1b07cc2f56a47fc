package dev.healthcheck.spring.probes;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import dev.healthcheck.check.CheckStatus;
import dev.healthcheck.probe.ProbeMember;
import dev.healthcheck.probe.ProbeReport;
import dev.healthcheck.spring.groups.ShownDetails;
import dev.healthcheck.spring.startup.ApplicationReadiness;
import org.junit.jupiter.api.Test;
import org.mockito.BDDMockito;
import org.mockito.Mockito;

import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroup;
import org.springframework.boot.health.actuate.endpoint.HttpCodeStatusMapper;
import org.springframework.boot.health.actuate.endpoint.StatusAggregator;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.boot.health.contributor.HealthContributors;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.PingHealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.health.registry.DefaultHealthContributorRegistry;
import org.springframework.context.support.StaticApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link HealthGroupReporter}.
 */
class HealthGroupReporterTests {

	private final DefaultHealthContributorRegistry contributors = new DefaultHealthContributorRegistry();

	@Test
	void indicatorThatThrowsIsDownAndHarmsNoOther() {
		register("up", () -> Health.up().build());
		register("exception", () -> {
			throw new IllegalStateException("broken");
		});
		register("error", () -> {
			throw new StackOverflowError();
		});
		ProbeReport report = report();
		assertThat(report.code()).isEqualTo(503);
		assertThat(report.members()).extracting(ProbeMember::status)
			.containsExactlyInAnyOrder(CheckStatus.DOWN, CheckStatus.DOWN, CheckStatus.UP);
	}

	@Test
	void membersOfACompositeAreNamedByTheirPaths() {
		HealthIndicator down = () -> Health.down().build();
		this.contributors.registerContributor("db", CompositeHealthContributor.fromMap(Map.of("orders", down)));
		assertThat(report().members()).extracting(ProbeMember::name).containsExactly("db/orders");
	}

	@Test
	void groupWithoutMembersIsUp() {
		assertThat(report().status()).isEqualTo(CheckStatus.UP);
		assertThat(report().code()).isEqualTo(200);
	}

	@Test
	void whenStatusesChangeTheReportChangesEachTime() {
		AtomicBoolean up = new AtomicBoolean(true);
		register("changing", () -> (up.get() ? Health.up() : Health.down()).build());
		HealthGroupReporter reports = reports(StatusAggregator.getDefault());
		assertThat(reports.get().code()).isEqualTo(200);
		up.set(false);
		assertThat(reports.get().code()).isEqualTo(503);
		up.set(true);
		assertThat(reports.get().status()).isEqualTo(CheckStatus.UP);
	}

	@Test
	void aggregatorOfTheApplicationIsAskedEachTime() {
		register("up", () -> Health.up().build());
		AtomicBoolean up = new AtomicBoolean(true);
		HealthGroupReporter reports = reports((statuses) -> up.get() ? Status.UP : Status.DOWN);
		assertThat(reports.get().status()).isEqualTo(CheckStatus.UP);
		up.set(false);
		assertThat(reports.get().status()).isEqualTo(CheckStatus.DOWN);
	}

	@Test
	void mapperOfTheApplicationIsAskedEachTime() {
		register("up", () -> Health.up().build());
		AtomicInteger code = new AtomicInteger(200);
		HealthGroupReporter reports = reports(StatusAggregator.getDefault(), (status) -> code.get());
		assertThat(reports.get().code()).isEqualTo(200);
		code.set(503);
		assertThat(reports.get().code()).isEqualTo(503);
	}

	@Test
	void membersAreWeighedByTheirStatusHoweverItIsSpelled() {
		register("lower", () -> Health.status("down").build());
		register("nameless", () -> Health.status("").build());
		ProbeReport report = report();
		assertThat(report.code()).isEqualTo(503);
		assertThat(report.members()).extracting(ProbeMember::status)
			.containsExactly(CheckStatus.DOWN, CheckStatus.UNKNOWN);
	}

	@Test
	void whenAMemberHasToBeRunNothingIsReportedAsPublished() {
		register("run", () -> {
			throw new AssertionError("was run");
		});
		assertThat(reports(this.contributors).published()).isNull();
	}

	@Test
	void whenACompositeListsOthersMeanwhileTheReportIsThatOfThePublishedOnes() {
		List<HealthContributor> listed = new ArrayList<>(List.of(new PingHealthIndicator(), (HealthIndicator) () -> {
			throw new AssertionError("was run");
		}));
		ProbeReport report = reports(new ChangingContributors(listed)).published();
		assertThat(report).isNotNull();
		assertThat(report.members()).extracting(ProbeMember::status).containsExactly(CheckStatus.UP);
	}

	private void register(String name, HealthIndicator indicator) {
		this.contributors.registerContributor(name, indicator);
	}

	private ProbeReport report() {
		return reports(StatusAggregator.getDefault()).get();
	}

	private HealthGroupReporter reports(StatusAggregator aggregator) {
		return reports(aggregator, HttpCodeStatusMapper.getDefault());
	}

	private HealthGroupReporter reports(StatusAggregator aggregator, HttpCodeStatusMapper mapper) {
		return reports(this.contributors, group(aggregator, mapper));
	}

	private static HealthEndpointGroup group(StatusAggregator aggregator, HttpCodeStatusMapper mapper) {
		HealthEndpointGroup group = Mockito.mock(HealthEndpointGroup.class);
		BDDMockito.given(group.isMember(Mockito.anyString())).willReturn(true);
		BDDMockito.given(group.getStatusAggregator()).willReturn(aggregator);
		BDDMockito.given(group.getHttpCodeStatusMapper()).willReturn(mapper);
		return group;
	}

	private static HealthGroupReporter reports(HealthContributors contributors) {
		return reports(contributors, group(StatusAggregator.getDefault(), HttpCodeStatusMapper.getDefault()));
	}

	private static HealthGroupReporter reports(HealthContributors contributors, HealthEndpointGroup group) {
		ApplicationReadiness readiness = new ApplicationReadiness(new StaticApplicationContext(), null, (changed) -> {
		});
		return new HealthGroupReporter(contributors, group, readiness, ShownDetails.ANONYMOUS);
	}

	/** One member, which is the next of these at each access. */
	private record ChangingContributors(List<HealthContributor> listed) implements HealthContributors {

		@Override
		public HealthContributor getContributor(String name) {
			return this.listed.remove(0);
		}

		@Override
		public Stream<Entry> stream() {
			return Stream.of(new Entry("listed", this.listed.remove(0)));
		}

	}

}
