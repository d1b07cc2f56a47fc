package dev.healthcheck.spring.probes;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Supplier;

import dev.healthcheck.check.CheckVerdict;
import dev.healthcheck.maintenance.Hostname;
import dev.healthcheck.probe.AnswerSettings;
import dev.healthcheck.probe.LoadBalancer;
import dev.healthcheck.probe.ProbeOutcome;
import dev.healthcheck.probe.ProbeRenderer;
import dev.healthcheck.probe.RendererFactory;
import dev.healthcheck.probe.protocol.ForeignProtocol;
import dev.healthcheck.probe.protocol.PublishedChecks;
import dev.healthcheck.probe.protocol.RunscopeContent;
import dev.healthcheck.spring.failure.ExplainedFailureException;
import dev.healthcheck.spring.properties.ProbeProperties;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.core.log.LogMessage;

/**
 * The formats of probes by their names: the built-in ones, and the application's
 * {@link ProbeRenderer} beans.
 */
final class ProbeFormats {

	/** The protocols of other systems, with the default paths of these systems. */
	static final Map<String, String> PATHS = Map.of("gunicorn", "/**", "pyramid", "/health", "runscope", "/healthcheck",
			"approck", "/health");

	private static final Set<String> COUNTING = Set.of("gunicorn", "approck");

	private static final Log logger = LogFactory.getLog(ProbeFormats.class);

	private final LoadBalancer loadBalancer;

	private final PublishedSections sections;

	private final boolean workersCounted;

	private final Set<String> pure;

	private final Map<String, BiFunction<ProbeProperties, LoadBalancer, RendererFactory>> formats = new LinkedHashMap<>();

	ProbeFormats(LoadBalancer loadBalancer, @Nullable Integer maintenanceStatus, PublishedChecks checks,
			PublishedSections sections, Supplier<@Nullable CheckVerdict> workers, boolean workersCounted,
			Map<String, ProbeRenderer> renderers) {
		this.loadBalancer = loadBalancer;
		this.sections = sections;
		this.workersCounted = workersCounted;
		this.formats.put("word", (properties, client) -> builtIn(ProbeRenderer.word(), client, maintenanceStatus));
		this.formats.put("json", (properties, client) -> builtIn(ProbeRenderer.json(), client, maintenanceStatus));
		this.formats.put("gunicorn", (properties, client) -> ForeignProtocol.gunicorn(workers));
		this.formats.put("pyramid", (properties, client) -> ForeignProtocol.pyramid(checks));
		this.formats.put("approck", (properties, client) -> ForeignProtocol.approck(workers, () -> null));
		this.formats.put("runscope", (properties, client) -> ForeignProtocol.runscope(checks, runscope(properties)));
		this.pure = Set.copyOf(this.formats.keySet());
		renderers.forEach((name, renderer) -> {
			if (this.formats.putIfAbsent(name,
					(properties, client) -> RendererFactory.of(renderer, LoadBalancer.GENERIC)) != null) {
				throw new ExplainedFailureException("The bean '" + name + "' has the name of a built-in probe format.",
						"Rename the bean.");
			}
		});
	}

	// 'healthcheck.maintenance.status' takes precedence over a load balancer's code, and
	// is checked elsewhere: it is not among the codes of the format
	private static RendererFactory builtIn(ProbeRenderer renderer, LoadBalancer loadBalancer,
			@Nullable Integer maintenanceStatus) {
		RendererFactory factory = RendererFactory.of(renderer, loadBalancer);
		if (maintenanceStatus == null) {
			return factory;
		}
		Map<ProbeOutcome, Integer> codes = Map.of(ProbeOutcome.MAINTENANCE, maintenanceStatus);
		return new RendererFactory(Map.of(), (settings) -> factory.renderer(settings.withDefaults(codes)));
	}

	ProbeRenderer renderer(String name, ProbeProperties properties, @Nullable String group) {
		String key = "healthcheck.probes." + name;
		String formatName = properties.format();
		BiFunction<ProbeProperties, LoadBalancer, RendererFactory> format = this.formats.get(formatName);
		if (format == null) {
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
		// No load balancer reads liveness
		RendererFactory factory = format.apply(properties,
				"liveness".equals(group) ? LoadBalancer.GENERIC : this.loadBalancer);
		AnswerSettings settings = settings(key, properties);
		warnOfUnusual(key, settings.withDefaults(factory.codes()));
		return factory.renderer(settings);
	}

	// Whether no code of the application makes the responses
	boolean isPure(ProbeProperties properties) {
		return this.pure.contains(properties.format());
	}

	private static AnswerSettings settings(String key, ProbeProperties properties) {
		ProbeProperties.Status status = properties.status();
		Map<ProbeOutcome, Integer> codes = new EnumMap<>(ProbeOutcome.class);
		codes.put(ProbeOutcome.SUCCESS, status.success());
		codes.put(ProbeOutcome.FAILURE, status.failure());
		codes.put(ProbeOutcome.MAINTENANCE, status.maintenance());
		codes.put(ProbeOutcome.DRAINING, status.draining());
		codes.values().removeIf(Objects::isNull);
		try {
			return new AnswerSettings(codes, properties.headers().success(), properties.headers().failure());
		}
		catch (IllegalArgumentException ex) {
			throw new ExplainedFailureException(ex.getMessage() + ".", "Change '%s.headers'.".formatted(key), ex);
		}
	}

	private static void warnOfUnusual(String key, AnswerSettings settings) {
		for (ProbeOutcome outcome : ProbeOutcome.values()) {
			Integer code = settings.codes().get(outcome);
			boolean success = outcome == ProbeOutcome.SUCCESS;
			if (code != null && success != (code < 400)) {
				logger.warn(LogMessage.format(
						"'%s' responds %d in the case of %s: HAProxy's default check, NGINX Plus,"
								+ " AWS NLB, Kubernetes and Consul %s sending traffic",
						key, code, outcome.name().toLowerCase(Locale.ROOT), success ? "stop" : "continue"));
			}
		}
	}

	private RunscopeContent runscope(ProbeProperties properties) {
		boolean hidden = Boolean.FALSE.equals(properties.hostname());
		return new RunscopeContent(properties.body() == ProbeProperties.Body.PLAIN, hidden ? null : Hostname.system(),
				this.sections);
	}

}
