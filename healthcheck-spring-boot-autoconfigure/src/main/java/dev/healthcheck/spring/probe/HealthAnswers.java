package dev.healthcheck.spring.probe;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Stream;

import dev.healthcheck.probe.Probe;
import dev.healthcheck.probe.ProbeRequest;
import dev.healthcheck.probe.ProbeResponse;
import dev.healthcheck.probe.ProbeRoutes;

import org.springframework.boot.actuate.endpoint.ApiVersion;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.WebServerNamespace;
import org.springframework.boot.health.actuate.endpoint.HealthDescriptor;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroups;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointWebExtension;
import org.springframework.boot.health.contributor.HealthContributors;
import org.springframework.util.StringUtils;

/**
 * Answers for Spring Boot's health endpoint where there is no web server to serve it:
 * with the same JSON and the same status codes, as to an asker who is nobody.
 *
 * @since 0.1.0
 */
public final class HealthAnswers {

	private static final ProbeResponse NOT_FOUND = new ProbeResponse(404, Map.of(), new byte[0]);

	private final String path;

	private final HealthEndpointWebExtension endpoint;

	private final PublishedHealth published;

	private final HealthHeaders headers;

	private final HealthJson json = new HealthJson();

	/**
	 * Create answers.
	 * @param path the path of the endpoint
	 * @param endpoint tells what Boot would answer
	 * @param contributors the health contributors
	 * @param groups the groups of the endpoint
	 * @param headers the headers of its answers
	 */
	public HealthAnswers(String path, HealthEndpointWebExtension endpoint, HealthContributors contributors,
			HealthEndpointGroups groups, HealthHeaders headers) {
		this.headers = headers;
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

	boolean matches(String path) {
		return ProbeRoutes.isAtOrBelow(this.path, path);
	}

	ProbeResponse answer(ProbeRequest request) {
		if (!Probe.METHODS.contains(request.method())) {
			return new ProbeResponse(405, Map.of("Allow", Probe.ALLOW), new byte[0]);
		}
		WebEndpointResponse<HealthDescriptor> response = this.endpoint.health(ApiVersion.LATEST,
				WebServerNamespace.MANAGEMENT, SecurityContext.NONE, segments(request.path()));
		HealthDescriptor health = response.getBody();
		if (health == null) {
			return NOT_FOUND;
		}
		Map<String, String> headers = this.headers.of(request.path());
		if (request.method().equals("OPTIONS")) {
			return new ProbeResponse(response.getStatus(), Map.of("Allow", Probe.ALLOW, "Cache-Control", "no-store"),
					new byte[0])
				.withHeaders(headers);
		}
		return ProbeResponse
			.of(response.getStatus(), ApiVersion.LATEST.getProducedMimeType().toString(), this.json.write(health))
			.withHeaders(headers);
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
