package dev.healthcheck.spring.page;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

import dev.healthcheck.check.CheckHistory;
import dev.healthcheck.check.CheckResult;
import dev.healthcheck.check.CheckStatus;
import dev.healthcheck.check.CheckVerdict;
import dev.healthcheck.page.PageCheck;
import dev.healthcheck.page.PageVerdict;
import dev.healthcheck.page.StatusPage;
import dev.healthcheck.probe.ProbeReport;
import dev.healthcheck.spring.checks.CheckHealthIndicator;
import dev.healthcheck.spring.groups.HealthGroupChangedEvent;
import dev.healthcheck.spring.groups.ShownDetails;
import dev.healthcheck.spring.probes.ProbeFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroup;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.boot.health.contributor.HealthContributors;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * Makes the page out of published results, as far as they are shown. Runs no check, and
 * no indicator that is not isolated.
 */
record PublishedPage(ProbeFactory groups, ShownDetails shown, Function<String, CheckHistory> histories,
		String application, InstantSource clock) {

	/** Details that the page shows in places of their own. */
	private static final List<String> SHOWN_APART = List.of("starting", "lateSeconds", "lateBecause", "checkedAt",
			"tookSeconds");

	/** After these the page is shown as it is: results may change all the time. */
	private static final int ATTEMPTS = 4;

	// Results may change while they are read: reads the verdicts again after the checks,
	// until they are the same
	StatusPage get() {
		List<PageVerdict> verdicts = verdicts();
		for (int attempt = 1;; attempt++) {
			StatusPage page = page(verdicts);
			List<PageVerdict> after = verdicts();
			if (after.equals(verdicts) || attempt == ATTEMPTS) {
				return page;
			}
			verdicts = after;
		}
	}

	private StatusPage page(List<PageVerdict> verdicts) {
		HealthEndpointGroup root = this.groups.root();
		if (!this.shown.components(root)) {
			return new StatusPage(null, this.clock.instant(), verdicts, null);
		}
		List<PageCheck> checks = new ArrayList<>();
		add("", this.groups.contributors(), root, this.shown.details(root), checks);
		return new StatusPage(this.application, this.clock.instant(), verdicts, checks);
	}

	private List<PageVerdict> verdicts() {
		Map<String, Supplier<@Nullable ProbeReport>> reports = this.groups.reports();
		return List.of(verdict(PageVerdict.READINESS, reports.get(PageVerdict.READINESS)),
				verdict(PageVerdict.LIVENESS, reports.get(PageVerdict.LIVENESS)),
				verdict(PageVerdict.HEALTH, reports.get(HealthGroupChangedEvent.PRIMARY)));
	}

	private static PageVerdict verdict(String name, @Nullable Supplier<@Nullable ProbeReport> reports) {
		ProbeReport report = (reports != null) ? reports.get() : null;
		return new PageVerdict(name, (report != null) ? report.status() : null, report == null || report.isOk());
	}

	private void add(String prefix, HealthContributors contributors, HealthEndpointGroup group, boolean details,
			List<PageCheck> checks) {
		for (HealthContributors.Entry entry : contributors) {
			String path = prefix + entry.name();
			HealthContributor contributor = entry.contributor();
			boolean published = CheckHealthIndicator.isPublished(contributor);
			if (published && contributor instanceof HealthContributors composite) {
				add(path + "/", composite, group, details, checks);
			}
			else if (group.isMember(path)) {
				checks.add(published ? check(path, (HealthIndicator) contributor, details)
						: PageCheck.statusOnly(path, null));
			}
		}
	}

	private PageCheck check(String name, HealthIndicator indicator, boolean details) {
		if (details && indicator instanceof CheckHealthIndicator published) {
			CheckVerdict verdict = published.verdict();
			return PageCheck.of(name, verdict, details(published, verdict.result()),
					this.histories.apply(published.checkName()));
		}
		@Nullable Health health = indicator.health(false);
		return PageCheck.statusOnly(name, (health != null) ? new CheckStatus(health.getStatus().getCode()) : null);
	}

	private static Map<String, Object> details(CheckHealthIndicator published, @Nullable CheckResult result) {
		Map<String, Object> details = new LinkedHashMap<>(published.health().getDetails());
		SHOWN_APART.forEach(details::remove);
		String message = (result != null) ? result.message() : null;
		details.remove("message", message);
		details.remove("error", message);
		return details;
	}

}
