package dev.healthcheck.probe;

import java.util.Map;
import java.util.function.Supplier;

import dev.healthcheck.check.CheckVerdict;
import dev.healthcheck.upstream.UpstreamAnswer;
import org.jspecify.annotations.Nullable;

/**
 * Strategy used to make the renderer of a probe from what its user has set.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface ProbeFormat {

	/**
	 * Create a renderer.
	 * @param settings the status codes and headers that are set
	 * @return the renderer
	 */
	ProbeRenderer renderer(AnswerSettings settings);

	/**
	 * Return the HTTP status codes of the format's own.
	 * @return the codes that it has whatever the health group would have
	 */
	default Map<ProbeOutcome, Integer> codes() {
		return Map.of();
	}

	/**
	 * Return a format that answers as a renderer does, but for what is set.
	 * @param renderer the renderer
	 * @return the format
	 */
	static ProbeFormat of(ProbeRenderer renderer) {
		return of(renderer, LoadBalancer.GENERIC);
	}

	/**
	 * Return a format that answers as a renderer does, but for what is set, and for what
	 * a load balancer wants.
	 * @param renderer the renderer
	 * @param loadBalancer the load balancer
	 * @return the format
	 */
	static ProbeFormat of(ProbeRenderer renderer, LoadBalancer loadBalancer) {
		return (settings) -> new SetRenderer(renderer, settings.withDefaults(loadBalancer.codes()), loadBalancer);
	}

	/**
	 * Return the protocol of gunicorn_worker_healthcheck: {@code N workers ready}, and
	 * 500 unless all is well.
	 * @param workers returns what is published about workers, or {@code null} if they are
	 * not counted
	 * @return the format
	 */
	static ProbeFormat gunicorn(Supplier<@Nullable CheckVerdict> workers) {
		return new OwnFormat(
				Map.of(ProbeOutcome.SUCCESS, 200, ProbeOutcome.FAILURE, 500, ProbeOutcome.MAINTENANCE, 500),
				(settings) -> new GunicornRenderer(workers, settings));
	}

	/**
	 * Return the protocol of pyramid_health: {@code OK}, {@code ERROR} with 503,
	 * {@code MAINTENANCE} with 299; the checks count only for who asks with
	 * {@code checks=true} or {@code checks=all}.
	 * @param checks the checks of the application
	 * @return the format
	 */
	static ProbeFormat pyramid(PublishedChecks checks) {
		return new OwnFormat(
				Map.of(ProbeOutcome.SUCCESS, 200, ProbeOutcome.FAILURE, 503, ProbeOutcome.MAINTENANCE, 299),
				(settings) -> new PyramidRenderer(checks, settings));
	}

	/**
	 * Return the protocol of Runscope healthcheck: the results of all checks of the
	 * application, as JSON, and 500 if one fails.
	 * @param checks the checks of the application
	 * @param content what its answers consist of
	 * @return the format
	 */
	static ProbeFormat runscope(PublishedChecks checks, RunscopeContent content) {
		return new OwnFormat(
				Map.of(ProbeOutcome.SUCCESS, 200, ProbeOutcome.FAILURE, 500, ProbeOutcome.MAINTENANCE, 500),
				(settings) -> new RunscopeRenderer(checks, content, settings));
	}

	/**
	 * Return the protocol of approck-healthcheck, with {@code /live} and {@code /ready}
	 * below the path of the probe, and 422 for what is not well.
	 * @param workers returns what is published about workers, or {@code null} if they are
	 * not counted
	 * @param ready returns what the application itself has answered last, or {@code null}
	 * if it is not asked
	 * @return the format
	 */
	static ProbeFormat approck(Supplier<@Nullable CheckVerdict> workers, Supplier<@Nullable UpstreamAnswer> ready) {
		return new OwnFormat(
				Map.of(ProbeOutcome.SUCCESS, 200, ProbeOutcome.FAILURE, 422, ProbeOutcome.MAINTENANCE, 422),
				(settings) -> new ApprockRenderer(workers, ready, settings));
	}

}
