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
 * {@link ProbeHandler} for the probes of an application, and health. It answers at once
 * where it only has to read what is published; code of the application runs on other
 * threads.
 */
final class ServedProbes implements ProbeHandler {

	private final ProbeRoutes probes;

	private final @Nullable HealthAnswers health;

	/** Until the context has been refreshed no indicator of the application is run. */
	private final BooleanSupplier refreshed;

	private final ApplicationAnswers applicationAnswers = new ApplicationAnswers(System::nanoTime);

	ServedProbes(ProbeRoutes probes, @Nullable HealthAnswers health, BooleanSupplier refreshed) {
		this.probes = probes;
		this.health = health;
		this.refreshed = refreshed;
	}

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

	/**
	 * What an answer is made of, which decides where it may be made.
	 */
	enum Source {

		/** What is published, by Boot's code and ours only. */
		PUBLISHED,

		/** What is published, and code of the application that takes part. */
		APPLICATION,

		/** Indicators that have to be run. */
		INDICATORS;

		static Source of(Probe probe) {
			boolean published = !(probe.reports() instanceof HealthGroupReporter reporter) || reporter.isPublished();
			// Only answers of pure probes are kept
			return of(published, probe.isCached());
		}

		static Source of(boolean published, boolean pure) {
			return published ? (pure ? PUBLISHED : APPLICATION) : INDICATORS;
		}

	}

}
