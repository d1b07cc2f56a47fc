package dev.healthcheck.probe.protocol;

import java.time.InstantSource;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

import dev.healthcheck.check.CheckVerdict;
import dev.healthcheck.probe.AnswerSettings;
import dev.healthcheck.probe.ProbeFormat;
import dev.healthcheck.probe.ProbeOutcome;
import dev.healthcheck.probe.ProbeRenderer;
import org.jspecify.annotations.Nullable;

/**
 * The protocols of other systems as formats of probes.
 *
 * @since 0.1.0
 */
public final class ForeignFormat {

	private ForeignFormat() {
	}

	/**
	 * Return the protocol of gunicorn_worker_healthcheck: {@code N workers ready}, and
	 * 500 if the health group fails.
	 * @param workers returns what is published about workers, or {@code null} if they are
	 * not counted
	 * @return the format
	 */
	public static ProbeFormat gunicorn(Supplier<@Nullable CheckVerdict> workers) {
		return format(500, 500, (settings) -> new GunicornRenderer(workers, settings));
	}

	/**
	 * Return the protocol of pyramid_health: {@code OK}, {@code ERROR} with 503,
	 * {@code MAINTENANCE} with 299. The checks count only in a response to
	 * {@code checks=true} or {@code checks=all}.
	 * @param checks the checks of the application
	 * @return the format
	 */
	public static ProbeFormat pyramid(PublishedChecks checks) {
		return format(503, 299, (settings) -> new PyramidRenderer(checks, settings));
	}

	/**
	 * Return the protocol of Runscope healthcheck: the results of all checks of the
	 * application, as JSON, and 500 if one fails.
	 * @param checks the checks of the application
	 * @param content what its answers consist of
	 * @return the format
	 */
	public static ProbeFormat runscope(PublishedChecks checks, RunscopeContent content) {
		return format(500, 500, (settings) -> new RunscopeRenderer(checks, content, settings, InstantSource.system()));
	}

	/**
	 * Return the protocol of approck-healthcheck, with {@code /live} and {@code /ready}
	 * below the path of the probe, and 422 for a failure.
	 * @param workers returns what is published about workers, or {@code null} if they are
	 * not counted
	 * @param ready returns the last response of the application itself, or {@code null}
	 * if it is not asked
	 * @return the format
	 */
	public static ProbeFormat approck(Supplier<@Nullable CheckVerdict> workers,
			Supplier<@Nullable ApplicationAnswer> ready) {
		return format(422, 422, (settings) -> new ApprockRenderer(workers, ready, settings));
	}

	private static ProbeFormat format(int failure, int maintenance, Function<AnswerSettings, ProbeRenderer> renderer) {
		return new ProbeFormat(
				Map.of(ProbeOutcome.SUCCESS, 200, ProbeOutcome.FAILURE, failure, ProbeOutcome.MAINTENANCE, maintenance),
				renderer);
	}

}
