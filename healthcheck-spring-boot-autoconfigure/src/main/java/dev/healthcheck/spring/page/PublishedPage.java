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
 * Makes the page out of what is published, as far as it is shown: no check is run, and no
 * indicator that is not isolated.
 */
final class PublishedPage {

	/** What the page has a place of its own for. */
	private static final List<String> SHOWN_APART = List.of("starting", "lateSeconds", "lateBecause", "checkedAt",
			"tookSeconds");

	/** After which the page is shown as it is: it may change all the time. */
	private static final int ATTEMPTS = 4;

	private final ProbeFactory groups;

	private final ShownDetails shown;

	private final Map<String, Supplier<@Nullable ProbeReport>> reports;

	private final Function<String, CheckHistory> histories;

	private final String application;

	private final InstantSource clock;

	PublishedPage(ProbeFactory groups, ShownDetails shown, Function<String, CheckHistory> histories, String application,
			InstantSource clock) {
		this.groups = groups;
		this.shown = shown;
		this.reports = groups.reports();
		this.histories = histories;
		this.application = application;
		this.clock = clock;
	}

	// What is published may change while it is read: verdicts are read again after the
	// checks, until they are the same
	StatusPage get() {
		List<PageVerdict> after = verdicts();
		List<PageVerdict> verdicts;
		StatusPage page;
		int attempts = 0;
		do {
			verdicts = after;
			page = page(verdicts);
			after = verdicts();
			attempts++;
		}
		while (!after.equals(verdicts) && attempts < ATTEMPTS);
		return page;
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
		return List.of(verdict(PageVerdict.READINESS, PageVerdict.READINESS),
				verdict(PageVerdict.LIVENESS, PageVerdict.LIVENESS),
				verdict(PageVerdict.HEALTH, HealthGroupChangedEvent.PRIMARY));
	}

	private PageVerdict verdict(String name, String group) {
		Supplier<@Nullable ProbeReport> reports = this.reports.get(group);
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
