package dev.healthcheck.spring.probes;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Supplier;

import dev.healthcheck.check.CheckVerdict;
import dev.healthcheck.maintenance.Hostname;
import dev.healthcheck.probe.AnswerSettings;
import dev.healthcheck.probe.LoadBalancer;
import dev.healthcheck.probe.ProbeFormat;
import dev.healthcheck.probe.ProbeOutcome;
import dev.healthcheck.probe.ProbeRenderer;
import dev.healthcheck.probe.protocol.ForeignFormat;
import dev.healthcheck.probe.protocol.PublishedChecks;
import dev.healthcheck.probe.protocol.RunscopeContent;
import dev.healthcheck.spring.failure.ExplainedFailureException;
import dev.healthcheck.spring.properties.ProbeProperties;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.core.log.LogMessage;

/**
 * The formats that probes can have, by their names: those of ours, and the application's
 * {@link ProbeRenderer} beans.
 */
final class ProbeFormats {

	/** The protocols of other systems, and the paths that those answer on by default. */
	static final Map<String, String> PATHS = Map.of("gunicorn", "/**", "pyramid", "/health", "runscope", "/healthcheck",
			"approck", "/health");

	private static final Set<String> COUNTING = Set.of("gunicorn", "approck");

	private static final Log logger = LogFactory.getLog(ProbeFormats.class);

	private final LoadBalancer loadBalancer;

	private final PublishedSections sections;

	private final boolean workersCounted;

	private final Set<String> pure;

	private final Map<String, BiFunction<ProbeProperties, LoadBalancer, ProbeFormat>> formats = new LinkedHashMap<>();

	ProbeFormats(LoadBalancer loadBalancer, @Nullable Integer maintenanceStatus, PublishedChecks checks,
			PublishedSections sections, Supplier<@Nullable CheckVerdict> workers, boolean workersCounted,
			Map<String, ProbeRenderer> renderers) {
		this.loadBalancer = loadBalancer;
		this.sections = sections;
		this.workersCounted = workersCounted;
		this.formats.put("word", (properties, client) -> own(ProbeRenderer.word(), client, maintenanceStatus));
		this.formats.put("json", (properties, client) -> own(ProbeRenderer.json(), client, maintenanceStatus));
		this.formats.put("gunicorn", (properties, client) -> ForeignFormat.gunicorn(workers));
		this.formats.put("pyramid", (properties, client) -> ForeignFormat.pyramid(checks));
		this.formats.put("approck", (properties, client) -> ForeignFormat.approck(workers, () -> null));
		this.formats.put("runscope", (properties, client) -> ForeignFormat.runscope(checks, runscope(properties)));
		this.pure = Set.copyOf(this.formats.keySet());
		renderers.forEach((name, renderer) -> {
			if (this.formats.putIfAbsent(name, (properties, client) -> ProbeFormat.of(renderer)) != null) {
				throw new ExplainedFailureException("The bean '" + name + "' has the name of a format of probes.",
						"Give the bean another name.");
			}
		});
	}

	// What is set for maintenance as a whole comes before what a load balancer wants
	private static ProbeFormat own(ProbeRenderer renderer, LoadBalancer loadBalancer,
			@Nullable Integer maintenanceStatus) {
		ProbeFormat format = ProbeFormat.of(renderer, loadBalancer);
		return (maintenanceStatus != null)
				? new ProbeFormat(Map.of(),
						(settings) -> format
							.renderer(settings.withDefaults(Map.of(ProbeOutcome.MAINTENANCE, maintenanceStatus))))
				: format;
	}

	ProbeRenderer renderer(String name, ProbeProperties properties, @Nullable String group) {
		String key = "healthcheck.probes." + name;
		String formatName = properties.format();
		BiFunction<ProbeProperties, LoadBalancer, ProbeFormat> formats = this.formats.get(formatName);
		if (formats == null) {
			throw new ExplainedFailureException(
					"'%s.format' is '%s', which is not a format.".formatted(key, formatName),
					"Use one of " + new TreeSet<>(this.formats.keySet()) + ".");
		}
		if (COUNTING.contains(formatName) && !this.workersCounted) {
			throw new ExplainedFailureException(
					"'%s.format' is '%s', which reports workers, but workers are not counted.".formatted(key,
							formatName),
					"Remove 'healthcheck.workers.enabled=false' or 'management.health.workers.enabled=false', or use another"
							+ " format.");
		}
		if (!formatName.equals("runscope") && (properties.body() != null || properties.hostname() != null)) {
			throw new ExplainedFailureException(
					"'%s.body' and '%1$s.hostname' apply only to the format 'runscope', not to '%s'.".formatted(key,
							formatName),
					"Remove them, or change '%s.format'.".formatted(key));
		}
		// Load is not balanced by liveness
		ProbeFormat format = formats.apply(properties,
				"liveness".equals(group) ? LoadBalancer.GENERIC : this.loadBalancer);
		AnswerSettings settings = settings(key, properties);
		warnOfUnusual(key, settings.withDefaults(format.codes()));
		return format.renderer(settings);
	}

	// Whether no code of the application takes part in answers
	boolean isPure(ProbeProperties properties) {
		return this.pure.contains(properties.format());
	}

	private static AnswerSettings settings(String key, ProbeProperties properties) {
		Map<ProbeOutcome, Integer> codes = new LinkedHashMap<>();
		ProbeProperties.Status status = properties.status();
		put(codes, ProbeOutcome.SUCCESS, status.success());
		put(codes, ProbeOutcome.FAILURE, status.failure());
		put(codes, ProbeOutcome.MAINTENANCE, status.maintenance());
		put(codes, ProbeOutcome.DRAINING, status.draining());
		try {
			return new AnswerSettings(codes, properties.headers().success(), properties.headers().failure());
		}
		catch (IllegalArgumentException ex) {
			throw new ExplainedFailureException(ex.getMessage() + ".", "Change '%s.headers'.".formatted(key), ex);
		}
	}

	private static void put(Map<ProbeOutcome, Integer> codes, ProbeOutcome outcome, @Nullable Integer code) {
		if (code != null) {
			codes.put(outcome, code);
		}
	}

	private static void warnOfUnusual(String key, AnswerSettings settings) {
		for (ProbeOutcome outcome : ProbeOutcome.values()) {
			Integer code = settings.codes().get(outcome);
			boolean success = outcome == ProbeOutcome.SUCCESS;
			if (code != null && success != (code < 400)) {
				logger.warn(LogMessage.format(
						"'%s' answers %d in the case of %s: HAProxy's default check, NGINX Plus,"
								+ " AWS NLB, Kubernetes and Consul %s sending traffic",
						key, code, outcome.name().toLowerCase(Locale.ROOT), success ? "stop" : "go on"));
			}
		}
	}

	private RunscopeContent runscope(ProbeProperties properties) {
		boolean hidden = Boolean.FALSE.equals(properties.hostname());
		return new RunscopeContent(properties.body() == ProbeProperties.Body.PLAIN, hidden ? null : Hostname.system(),
				this.sections);
	}

}
