package dev.healthcheck.spring.probes;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Stream;

import dev.healthcheck.probe.Probe;
import dev.healthcheck.probe.ProbeRequest;
import dev.healthcheck.probe.ProbeResponse;
import dev.healthcheck.probe.ProbeRoutes;
import dev.healthcheck.probe.ResponseCache;
import dev.healthcheck.spring.checks.CheckHealthIndicator;
import dev.healthcheck.spring.checks.HealthDetails;
import dev.healthcheck.spring.groups.ProbeHealthGroups;
import dev.healthcheck.spring.probes.ServedProbes.Source;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.ApiVersion;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.WebServerNamespace;
import org.springframework.boot.health.actuate.endpoint.HealthDescriptor;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroup;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroups;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointWebExtension;
import org.springframework.boot.health.contributor.HealthContributors;
import org.springframework.util.StringUtils;

/**
 * Responds as Spring Boot's health endpoint does to a client that is not authenticated:
 * with the same JSON and the same status codes.
 */
record HealthAnswers(String path, HealthEndpointWebExtension endpoint, HealthContributors contributors,
		HealthEndpointGroups groups, HealthDetails details, ResponseCache<ProbeRequest> cache) {

	boolean matches(String path) {
		return ProbeRoutes.isAtOrBelow(this.path, path);
	}

	@Nullable ProbeResponse keptAnswer(ProbeRequest request) {
		return this.cache.fresh(request.withoutQuery());
	}

	// Kept only if nothing but published results is in it
	ProbeResponse answer(ProbeRequest request, Source source) {
		return (source == Source.PUBLISHED) ? this.cache.get(request.withoutQuery(), () -> answer(request))
				: answer(request);
	}

	private ProbeResponse answer(ProbeRequest request) {
		if (!Probe.METHODS.contains(request.method())) {
			return ProbeResponse.methodNotAllowed(Probe.ALLOW);
		}
		WebEndpointResponse<HealthDescriptor> response = this.endpoint.health(ApiVersion.LATEST,
				WebServerNamespace.MANAGEMENT, SecurityContext.NONE, segments(request.path()));
		HealthDescriptor health = response.getBody();
		if (health == null) {
			return new ProbeResponse(404, Map.of(), new byte[0]);
		}
		ProbeResponse answer = ProbeResponse.of(response.getStatus(),
				ApiVersion.LATEST.getProducedMimeType().toString(), HealthJson.write(health, this.details::plain));
		return request.method().equals("OPTIONS") ? answer.forOptions(Probe.ALLOW) : answer;
	}

	private String[] segments(String path) {
		return Stream.of(path.substring(this.path.length()).split("/"))
			.filter((segment) -> !segment.isEmpty())
			.map((segment) -> StringUtils.uriDecode(segment, StandardCharsets.UTF_8))
			.toArray(String[]::new);
	}

	// An unknown name is not published: Boot may resolve it in another way
	Source source(ProbeRequest request) {
		String[] segments = segments(request.path());
		HealthEndpointGroup primary = this.groups.getPrimary();
		HealthEndpointGroup named = (segments.length != 0) ? this.groups.get(segments[0]) : primary;
		boolean published = (named != null) ? HealthGroupReporter.isPublished(this.contributors, named)
				: CheckHealthIndicator.isPublished(this.contributors.getContributor(segments[0]));
		return Source.of(published, ProbeHealthGroups.isPure((named != null) ? named : primary));
	}

}
