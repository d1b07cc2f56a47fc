package dev.healthcheck.spring.probes;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

import dev.healthcheck.probe.Probe;
import dev.healthcheck.probe.ProbeRenderer;
import dev.healthcheck.probe.ProbeReport;
import dev.healthcheck.spring.failure.ExplainedFailureException;
import dev.healthcheck.spring.groups.HealthGroupChangedEvent;
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
 * @since 0.1.0
 */
public final class GroupProbes {

	private static final Log logger = LogFactory.getLog(GroupProbes.class);

	private final HealthContributors contributors;

	private final HealthEndpointGroups groups;

	private final ApplicationReadiness readiness;

	private final ShownDetails shown;

	/**
	 * Create a factory of probes.
	 * @param contributors the health contributors
	 * @param groups the groups
	 * @param readiness tells whether the application is still starting
	 * @param shown tells what is shown
	 */
	public GroupProbes(HealthContributors contributors, HealthEndpointGroups groups, ApplicationReadiness readiness,
			ShownDetails shown) {
		this.contributors = contributors;
		this.groups = groups;
		this.readiness = readiness;
		this.shown = shown;
	}

	/**
	 * Return the contributors that probes and groups consist of.
	 * @return all contributors, blocking and reactive
	 */
	public HealthContributors contributors() {
		return this.contributors;
	}

	/**
	 * Return the group of all contributors that are shown together.
	 * @return the health endpoint's own group
	 */
	public HealthEndpointGroup root() {
		return this.groups.getPrimary();
	}

	/**
	 * Return the group of readiness.
	 * @return the group; there always is one
	 */
	public HealthEndpointGroup readiness() {
		return Objects.requireNonNull(this.groups.get("readiness"));
	}

	/**
	 * Create a probe.
	 * @param name the name, as it is configured
	 * @param path the path
	 * @param group the name of the group that it reports on
	 * @param renderer puts its answers into words
	 * @return the probe
	 * @throws ExplainedFailureException if one of these cannot be
	 */
	public Probe create(String name, @Nullable String path, @Nullable String group, ProbeRenderer renderer) {
		String key = "healthcheck.probes." + name;
		if (path == null || group == null) {
			throw new ExplainedFailureException("The probe '" + name + "' has no path or no group.",
					"Set '%1$s.path' and '%1$s.group'.".formatted(key));
		}
		HealthEndpointGroup healthGroup = this.groups.get(group);
		if (healthGroup == null) {
			throw new ExplainedFailureException(
					"'%s.group' is '%s', but there is no health group of that name.".formatted(key, group),
					"Use one of %s, or define 'management.endpoint.health.group.%s.include'."
						.formatted(this.groups.getNames(), group));
		}
		try {
			return new Probe(name, path, renderer,
					new GroupReports(this.contributors, healthGroup, this.readiness, this.shown));
		}
		catch (IllegalArgumentException ex) {
			throw new ExplainedFailureException("'%s.path' is not a path: %s.".formatted(key, ex.getMessage()),
					"Change it to a path such as /readyz.", ex);
		}
	}

	/**
	 * Return what reports on a group.
	 * @param group the name of a group that there is
	 * @return returns the report of the moment
	 */
	public Supplier<ProbeReport> reports(String group) {
		return new GroupReports(this.contributors, Objects.requireNonNull(this.groups.get(group), group),
				this.readiness, this.shown);
	}

	/**
	 * Return what each group amounts to, and all contributors as
	 * {@link HealthGroupChangedEvent#ROOT} do.
	 * @return the status by the name of the group, {@code null} while it cannot be told,
	 * as the reports are
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
	 * {@link HealthGroupChangedEvent#ROOT}.
	 * @return the report by the name of the group, {@code null} while an indicator would
	 * have to be run to make it, or the application's own aggregator fails
	 */
	public Map<String, Supplier<@Nullable ProbeReport>> reports() {
		Map<String, Supplier<@Nullable ProbeReport>> reports = new LinkedHashMap<>();
		reports.put(HealthGroupChangedEvent.ROOT, report(HealthGroupChangedEvent.ROOT, root()));
		for (String name : this.groups.getNames()) {
			HealthEndpointGroup group = this.groups.get(name);
			if (group != null) {
				reports.put(name, report(name, group));
			}
		}
		return reports;
	}

	private Supplier<@Nullable ProbeReport> report(String name, HealthEndpointGroup group) {
		GroupReports reports = new GroupReports(this.contributors, group, this.readiness, this.shown);
		return () -> {
			try {
				return reports.isPublished() ? reports.get() : null;
			}
			// The application's own aggregator may be asked
			catch (RuntimeException ex) {
				logger.debug(LogMessage.format("What health group '%s' amounts to cannot be told", name), ex);
				return null;
			}
		};
	}

}
