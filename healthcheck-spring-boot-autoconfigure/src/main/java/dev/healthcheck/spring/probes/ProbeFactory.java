package dev.healthcheck.spring.probes;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

import dev.healthcheck.probe.Probe;
import dev.healthcheck.probe.ProbeRenderer;
import dev.healthcheck.probe.ProbeReport;
import dev.healthcheck.probe.ProbeRequest;
import dev.healthcheck.probe.ResponseCache;
import dev.healthcheck.spring.failure.ExplainedFailureException;
import dev.healthcheck.spring.groups.HealthGroupChangedEvent;
import dev.healthcheck.spring.groups.ProbeHealthGroups;
import dev.healthcheck.spring.groups.ShownDetails;
import dev.healthcheck.spring.startup.ApplicationReadiness;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroup;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroups;
import org.springframework.boot.health.contributor.HealthContributors;
import org.springframework.boot.health.contributor.Status;
import org.springframework.core.log.LogMessage;

/**
 * Creates probes that report on health groups.
 *
 * @param contributors all contributors, blocking and reactive
 * @param groups the groups that probes report on
 * @param readiness the readiness of the application
 * @param shown the details that are shown
 * @param publications returns a value that changes with each published result
 */
public record ProbeFactory(HealthContributors contributors, HealthEndpointGroups groups, ApplicationReadiness readiness,
		ShownDetails shown, Supplier<?> publications) {

	private static final Log logger = LogFactory.getLog(ProbeFactory.class);

	// Its responses are valid until something else is published
	public <K> ResponseCache<K> responseCache() {
		return new ResponseCache<>(this.publications);
	}

	public HealthEndpointGroup root() {
		return this.groups.getPrimary();
	}

	HealthEndpointGroup readinessGroup() {
		return group("readiness");
	}

	private HealthEndpointGroup group(String name) {
		return Objects.requireNonNull(this.groups.get(name), name);
	}

	// The cache is null if the renderer is the application's own
	Probe create(String name, String path, @Nullable String group, ProbeRenderer renderer,
			@Nullable ResponseCache<ProbeRequest> cache) {
		String key = "healthcheck.probes." + name;
		if (group == null) {
			throw new ExplainedFailureException("The probe '" + name + "' has no group.",
					"Set '" + key + ".group' to the name of a health group.");
		}
		HealthEndpointGroup healthGroup = this.groups.get(group);
		if (healthGroup == null) {
			throw new ExplainedFailureException(
					"'%s.group' is '%s', but there is no health group of that name.".formatted(key, group),
					"Use one of %s, or define 'management.endpoint.health.group.%s.include'."
						.formatted(this.groups.getNames(), group));
		}
		try {
			Probe probe = new Probe(name, path, renderer, reporter(healthGroup));
			return (cache != null && ProbeHealthGroups.isPure(healthGroup)) ? probe.cached(cache) : probe;
		}
		catch (IllegalArgumentException ex) {
			throw new ExplainedFailureException("'%s.path' is not a path: %s.".formatted(key, ex.getMessage()),
					"Change it to a path such as /readyz.", ex);
		}
	}

	private HealthGroupReporter reporter(HealthEndpointGroup group) {
		return new HealthGroupReporter(this.contributors, group, this.readiness, this.shown);
	}

	public Supplier<ProbeReport> reports(String name) {
		return reporter(group(name));
	}

	// Null where code of the application would have to be run
	public Supplier<@Nullable ProbeReport> publishedReports(String name) {
		HealthEndpointGroup group = group(name);
		HealthGroupReporter reporter = reporter(group);
		return () -> ProbeHealthGroups.isPure(group) ? reporter.published() : null;
	}

	/**
	 * Return the status of each group, {@code null} where {@link #reports()} has no
	 * report.
	 * @return suppliers of the status by the name of the group
	 */
	public Map<String, Supplier<@Nullable Status>> statuses() {
		Map<String, Supplier<@Nullable Status>> statuses = new LinkedHashMap<>();
		reports().forEach((name, reports) -> statuses.put(name, () -> {
			ProbeReport report = reports.get();
			return (report != null) ? new Status(report.status().code()) : null;
		}));
		return statuses;
	}

	/**
	 * Return reports on each group, and on all contributors as
	 * {@link HealthGroupChangedEvent#PRIMARY}. There is no report while an indicator
	 * would have to be run for it, or while the application's own aggregator fails.
	 * @return suppliers of the report or {@code null}, by the name of the group
	 */
	public Map<String, Supplier<@Nullable ProbeReport>> reports() {
		Map<String, Supplier<@Nullable ProbeReport>> reports = new LinkedHashMap<>();
		reports.put(HealthGroupChangedEvent.PRIMARY, published(HealthGroupChangedEvent.PRIMARY, root()));
		for (String name : this.groups.getNames()) {
			HealthEndpointGroup group = this.groups.get(name);
			if (group != null) {
				reports.put(name, published(name, group));
			}
		}
		return reports;
	}

	private Supplier<@Nullable ProbeReport> published(String name, HealthEndpointGroup group) {
		HealthGroupReporter reporter = reporter(group);
		return () -> {
			try {
				return reporter.published();
			}
			// The aggregator may be the application's own
			catch (RuntimeException ex) {
				logger.debug(LogMessage.format("The status of health group '%s' cannot be determined", name), ex);
				return null;
			}
		};
	}

}
