package dev.healthcheck.spring.probe;

import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

import dev.healthcheck.probe.DeferredResponse;
import dev.healthcheck.probe.Probe;
import dev.healthcheck.probe.ProbeReply;
import dev.healthcheck.probe.ProbeRequest;
import dev.healthcheck.probe.ProbeResponse;
import dev.healthcheck.probe.ProbeRoutes;
import dev.healthcheck.server.ProbeHandler;
import org.jspecify.annotations.Nullable;

/**
 * {@link ProbeHandler} for the probes of an application, and health. It answers at once
 * where it only has to read what is published; code of the application runs on other
 * threads.
 *
 * @since 0.1.0
 */
public final class ServedProbes implements ProbeHandler {

	private final ProbeRoutes probes;

	private final @Nullable HealthAnswers health;

	private final BooleanSupplier refreshed;

	private final ApplicationAnswers applicationAnswers = new ApplicationAnswers(System::nanoTime);

	/**
	 * Create a handler.
	 * @param probes the routes to the probes
	 * @param health answers for health, or {@code null} if it is not exposed
	 * @param refreshed returns whether the context has been refreshed: until then no
	 * indicator of the application is run
	 */
	public ServedProbes(ProbeRoutes probes, @Nullable HealthAnswers health, BooleanSupplier refreshed) {
		this.probes = probes;
		this.health = health;
		this.refreshed = refreshed;
	}

	@Override
	public @Nullable ProbeReply handle(ProbeRequest request) {
		Probe probe = this.probes.to(request.path());
		if (probe != null) {
			return probe.isFresh(request) ? probe.answer(request)
					: reply(request, probe.isCached(), GroupReports.isPublished(probe), () -> probe.answer(request));
		}
		HealthAnswers health = this.health;
		if (health == null || !health.matches(request.path())) {
			return null;
		}
		ProbeResponse fresh = health.fresh(request);
		return (fresh != null) ? fresh
				: reply(request, health.isPure(request), health.isPublished(request), () -> health.answer(request));
	}

	private ProbeReply reply(ProbeRequest request, boolean pure, boolean published, Supplier<ProbeResponse> response) {
		if (published) {
			return pure ? response.get() : this.applicationAnswers.reply(request, response);
		}
		return this.refreshed.getAsBoolean() ? new DeferredResponse(response) : ProbeResponse.starting();
	}

}
