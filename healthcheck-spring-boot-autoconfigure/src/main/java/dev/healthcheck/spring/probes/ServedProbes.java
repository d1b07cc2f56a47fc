package dev.healthcheck.spring.probes;

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
 * {@link ProbeHandler} for probes and health. Responds at once where reading published
 * results is enough; code of the application runs on other threads.
 *
 * @param refreshed returns whether the context has been refreshed: before that no
 * indicator of the application is run
 */
record ServedProbes(ProbeRoutes probes, @Nullable HealthAnswers health, BooleanSupplier refreshed,
		ApplicationAnswers applicationAnswers) implements ProbeHandler {

	@Override
	public @Nullable ProbeReply handle(ProbeRequest request) {
		Probe probe = this.probes.to(request.path());
		if (probe != null) {
			ProbeResponse kept = probe.keptAnswer(request);
			return (kept != null) ? kept : reply(request, Source.of(probe), () -> probe.answer(request));
		}
		HealthAnswers health = this.health;
		if (health == null || !health.matches(request.path())) {
			return null;
		}
		ProbeResponse kept = health.keptAnswer(request);
		if (kept != null) {
			return kept;
		}
		Source source = health.source(request);
		return reply(request, source, () -> health.answer(request, source));
	}

	private ProbeReply reply(ProbeRequest request, Source source, Supplier<ProbeResponse> response) {
		return switch (source) {
			case PUBLISHED -> response.get();
			case APPLICATION -> this.applicationAnswers.reply(request, response);
			case INDICATORS ->
				this.refreshed.getAsBoolean() ? new DeferredResponse(response) : ProbeResponse.starting();
		};
	}

	/** Sources of a response, which decide on which thread it may be made. */
	enum Source {

		/** Published results, with Boot's code and ours only. */
		PUBLISHED,

		/** Published results, with code of the application. */
		APPLICATION,

		/** Indicators that have to be run. */
		INDICATORS;

		static Source of(Probe probe) {
			boolean published = !(probe.reports() instanceof HealthGroupReporter reporter) || reporter.isPublished();
			// Only pure probes have a cache
			return of(published, probe.isCached());
		}

		static Source of(boolean published, boolean pure) {
			return published ? (pure ? PUBLISHED : APPLICATION) : INDICATORS;
		}

	}

}
