package dev.healthcheck.spring.probe;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Stream;

import dev.healthcheck.probe.Probe;
import dev.healthcheck.probe.ProbeRequest;
import dev.healthcheck.probe.ProbeResponse;
import dev.healthcheck.probe.ProbeRoutes;
import dev.healthcheck.probe.ResponseCache;
import dev.healthcheck.spring.health.HealthDetails;
import dev.healthcheck.spring.health.ProbeGroups;
import dev.healthcheck.spring.health.Publications;
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
 * Answers as Spring Boot's health endpoint does to a client that is not authenticated:
 * with the same JSON and the same status codes.
 *
 * @since 0.1.0
 */
public final class HealthAnswers {

	private static final ProbeResponse NOT_FOUND = new ProbeResponse(404, Map.of(), new byte[0]);

	private final String path;

	private final HealthEndpointWebExtension endpoint;

	private final PublishedHealth published;

	private final HealthEndpointGroups groups;

	private final ResponseCache<ProbeRequest> cache;

	private final HealthJson json;

	/**
	 * Create answers.
	 * @param path the path of the endpoint
	 * @param endpoint tells what Boot would answer
	 * @param contributors the health contributors
	 * @param groups the groups of the endpoint
	 * @param details writes details of classes of the application
	 * @param publications tells whether an answer that was made is still right
	 */
	public HealthAnswers(String path, HealthEndpointWebExtension endpoint, HealthContributors contributors,
			HealthEndpointGroups groups, HealthDetails details, Publications publications) {
		this.json = new HealthJson(details::plain);
		this.groups = groups;
		this.cache = new ResponseCache<>(publications);
		this.path = path;
		this.endpoint = endpoint;
		this.published = new PublishedHealth(contributors, groups);
	}

	/**
	 * Return the path of the endpoint.
	 * @return the path
	 */
	public String path() {
		return this.path;
	}

	@Nullable ProbeResponse fresh(ProbeRequest request) {
		return this.cache.fresh(key(request));
	}

	// Its query means nothing to the endpoint
	private static ProbeRequest key(ProbeRequest request) {
		return new ProbeRequest(request.method(), request.path());
	}

	/**
	 * Return whether no code of the application takes part in an answer, once all results
	 * are published.
	 * @param request the request
	 * @return whether the group that it asks for is pure
	 */
	boolean isPure(ProbeRequest request) {
		String[] segments = segments(request.path());
		HealthEndpointGroup group = (segments.length != 0) ? this.groups.get(segments[0]) : null;
		return ProbeGroups.isPure((group != null) ? group : this.groups.getPrimary());
	}

	boolean matches(String path) {
		return ProbeRoutes.isAtOrBelow(this.path, path);
	}

	ProbeResponse answer(ProbeRequest request) {
		return (isPure(request) && isPublished(request)) ? this.cache.get(key(request), () -> make(request))
				: make(request);
	}

	private ProbeResponse make(ProbeRequest request) {
		if (!Probe.METHODS.contains(request.method())) {
			return new ProbeResponse(405, Map.of("Allow", Probe.ALLOW), new byte[0]);
		}
		WebEndpointResponse<HealthDescriptor> response = this.endpoint.health(ApiVersion.LATEST,
				WebServerNamespace.MANAGEMENT, SecurityContext.NONE, segments(request.path()));
		HealthDescriptor health = response.getBody();
		if (health == null) {
			return NOT_FOUND;
		}
		if (request.method().equals("OPTIONS")) {
			return new ProbeResponse(response.getStatus(), Map.of("Allow", Probe.ALLOW, "Cache-Control", "no-store"),
					new byte[0]);
		}
		return ProbeResponse.of(response.getStatus(), ApiVersion.LATEST.getProducedMimeType().toString(),
				this.json.write(health));
	}

	private String[] segments(String path) {
		return Stream.of(path.substring(this.path.length()).split("/"))
			.filter((segment) -> !segment.isEmpty())
			.map((segment) -> StringUtils.uriDecode(segment, StandardCharsets.UTF_8))
			.toArray(String[]::new);
	}

	/**
	 * Return whether the answer to a request is made of what is published.
	 * @param request the request
	 * @return whether no indicator has to be run
	 */
	boolean isPublished(ProbeRequest request) {
		String[] segments = segments(request.path());
		return this.published.test((segments.length == 0) ? "" : segments[0]);
	}

}
