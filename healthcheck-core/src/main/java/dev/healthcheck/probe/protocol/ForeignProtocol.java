package dev.healthcheck.probe.protocol;

import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;

import dev.healthcheck.check.CheckVerdict;
import dev.healthcheck.probe.AnswerSettings;
import dev.healthcheck.probe.ProbeOutcome;
import dev.healthcheck.probe.ProbeRenderer;
import dev.healthcheck.probe.ProbeReport;
import dev.healthcheck.probe.ProbeRequest;
import dev.healthcheck.probe.ProbeResponse;
import dev.healthcheck.probe.RendererFactory;
import dev.healthcheck.worker.WorkersCheck;
import org.jspecify.annotations.Nullable;

/**
 * The protocols of other systems, as factories of their renderers.
 */
public final class ForeignProtocol {

	private ForeignProtocol() {
	}

	/**
	 * Return the protocol of gunicorn_worker_healthcheck: {@code N workers ready}, and
	 * 500 if the health group fails.
	 * @param workers returns the verdict on workers, or {@code null} if they are not
	 * counted
	 * @return the factory of its renderers
	 */
	public static RendererFactory gunicorn(Supplier<@Nullable CheckVerdict> workers) {
		return factory(500, 500, (settings) -> new AnyMethodRenderer((request, report) -> settings
			.apply(report.outcome(), text("ascii", WorkersCheck.ready(workers.get()) + " workers ready\n"))));
	}

	/**
	 * Return the protocol of pyramid_health: {@code OK}, {@code ERROR} with 503,
	 * {@code MAINTENANCE} with 299. The checks of the application count only in a
	 * response to {@code checks=true} or {@code checks=all}.
	 * @param checks the checks of the application
	 * @return the factory of its renderers
	 */
	public static RendererFactory pyramid(PublishedChecks checks) {
		return factory(503, 299, (settings) -> new AnyMethodRenderer((request, report) -> {
			String parameter = request.parameter("checks");
			boolean withChecks = "true".equalsIgnoreCase(parameter) || "all".equalsIgnoreCase(parameter);
			ProbeOutcome outcome = withChecks ? PublishedChecks.outcome(report.outcome(), checks.all())
					: report.outcome();
			return settings.apply(outcome, text("UTF-8", switch (outcome) {
				case SUCCESS -> "OK";
				case FAILURE, DRAINING -> "ERROR";
				case MAINTENANCE -> "MAINTENANCE";
			}));
		}));
	}

	/**
	 * Return the protocol of Runscope healthcheck: the results of all checks of the
	 * application, as JSON, and 500 if one fails.
	 * @param checks the checks of the application
	 * @param content the content of the responses
	 * @return the factory of its renderers
	 */
	public static RendererFactory runscope(PublishedChecks checks, RunscopeContent content) {
		return factory(500, 500, (settings) -> new RunscopeRenderer(checks, content, settings, InstantSource.system()));
	}

	/**
	 * Return the protocol of approck-healthcheck, with {@code /live} and {@code /ready}
	 * below the path of the probe, and 422 for a failure.
	 * @param workers returns the verdict on workers, or {@code null} if they are not
	 * counted
	 * @param ready returns the last response of the application itself, or {@code null}
	 * if it is not requested
	 * @return the factory of its renderers
	 */
	public static RendererFactory approck(Supplier<@Nullable CheckVerdict> workers,
			Supplier<@Nullable ApplicationAnswer> ready) {
		return factory(422, 422, (settings) -> new ApprockRenderer(workers, ready, settings));
	}

	private static RendererFactory factory(int failure, int maintenance,
			Function<AnswerSettings, ProbeRenderer> renderer) {
		return new RendererFactory(
				Map.of(ProbeOutcome.SUCCESS, 200, ProbeOutcome.FAILURE, failure, ProbeOutcome.MAINTENANCE, maintenance),
				renderer);
	}

	private static ProbeResponse text(String charset, String body) {
		return ProbeResponse.of(200, "text/plain; charset=" + charset, body.getBytes(StandardCharsets.US_ASCII));
	}

	private record AnyMethodRenderer(
			BiFunction<ProbeRequest, ProbeReport, ProbeResponse> renderer) implements ProbeRenderer {

		@Override
		public ProbeResponse render(ProbeRequest request, ProbeReport report) {
			return this.renderer.apply(request, report);
		}

		@Override
		public boolean answersAnyMethod() {
			return true;
		}

	}

}
