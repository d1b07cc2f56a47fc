package dev.healthcheck.probe;

import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Responses to the requests on one path, made from published results. GET, HEAD and
 * OPTIONS have the same status: HAProxy sends OPTIONS by default, and must see that an
 * instance fails.
 *
 * @param name the configured name
 * @param path the path, with a leading slash; with {@code /**} at its end, all paths at
 * and below it
 * @param renderer makes the responses
 * @param reports returns the published report, without blocking
 * @param answers counts the responses
 * @param cache keeps responses, or {@code null} if each is made anew
 */
public record Probe(String name, String path, ProbeRenderer renderer, Supplier<ProbeReport> reports,
		AnswerCounts answers, @Nullable ResponseCache<ProbeRequest> cache) {

	/** The methods that all have the status of GET. */
	public static final List<String> METHODS = List.of("GET", "HEAD", "OPTIONS");

	/** The methods as the value of the header Allow. */
	public static final String ALLOW = String.join(", ", METHODS);

	/** Segments of what RFC 3986 allows unencoded, without parameters. */
	private static final Pattern PATH = Pattern
		.compile("/|/\\*\\*|(/(?!\\.{1,2}(/|$))[A-Za-z0-9._~!$&'()+,=:@-]+)+(/|/\\*\\*)?");

	private static final String BELOW = "/**";

	/**
	 * Create a probe.
	 * @throws IllegalArgumentException if the path is not valid
	 */
	public Probe {
		if (!PATH.matcher(path).matches()) {
			throw new IllegalArgumentException("The path '" + path
					+ "' must begin with a slash, must not contain //, /./ or /../, and may contain only the characters"
					+ " A-Z a-z 0-9 . _ ~ ! $ & ' ( ) + , = : @ -, and /** at its end");
		}
	}

	/**
	 * Create a probe without a cache.
	 * @throws IllegalArgumentException if the path is not valid
	 */
	public Probe(String name, String path, ProbeRenderer renderer, Supplier<ProbeReport> reports) {
		this(name, path, renderer, reports, new AnswerCounts(), null);
	}

	/**
	 * Return this probe with a cache, which other probes of the server may share. The
	 * renderer must be pure: one request and one report have one response. Responses
	 * count for both probes.
	 */
	public Probe cached(ResponseCache<ProbeRequest> cache) {
		return new Probe(this.name, this.path, this.renderer, this.reports, this.answers, cache);
	}

	/** Return the path, or the one that all paths are below, without a wildcard. */
	public String base() {
		if (this.path.endsWith(BELOW)) {
			return this.path.substring(0, this.path.length() - BELOW.length());
		}
		boolean slashed = this.renderer.answersBelow() && this.path.endsWith("/");
		return slashed ? this.path.substring(0, this.path.length() - 1) : this.path;
	}

	/** Return whether this probe also answers on the paths below its own. */
	public boolean answersBelow() {
		return this.path.endsWith(BELOW) || this.renderer.answersBelow();
	}

	public boolean isCached() {
		return this.cache != null;
	}

	/** Return the response that the cache has, or {@code null} if one must be made. */
	public @Nullable ProbeResponse keptAnswer(ProbeRequest request) {
		ProbeResponse kept = (this.cache != null) ? this.cache.fresh(request) : null;
		if (kept != null) {
			this.answers.add(kept.status());
		}
		return kept;
	}

	/**
	 * Answer a request on the path of this probe. Servers must omit the body for HEAD.
	 */
	public ProbeResponse answer(ProbeRequest request) {
		ProbeResponse answer = (this.cache != null) ? this.cache.get(request, () -> uncounted(request))
				: uncounted(request);
		this.answers.add(answer.status());
		return answer;
	}

	private ProbeResponse uncounted(ProbeRequest request) {
		if (this.renderer.answersAnyMethod()) {
			return render(request);
		}
		return switch (request.method()) {
			case "GET", "HEAD" -> render(request);
			case "OPTIONS" -> render(request).forOptions(ALLOW);
			default -> ProbeResponse.methodNotAllowed(ALLOW);
		};
	}

	private ProbeResponse render(ProbeRequest request) {
		ProbeReport report = this.reports.get();
		if (!request.query().isEmpty() && this.renderer.canExclude()) {
			report = report.without(request.parameters(ProbeReport.EXCLUDE));
		}
		return this.renderer.render(request.path().equals("*") ? request.below("*") : request.below(base()), report);
	}

}
