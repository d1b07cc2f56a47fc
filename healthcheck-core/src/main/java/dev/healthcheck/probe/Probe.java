package dev.healthcheck.probe;

import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * One question that is answered on one path, out of published results. GET, HEAD and
 * OPTIONS have one status: HAProxy asks with OPTIONS by default, and would otherwise be
 * told that a dead instance is well.
 *
 * @param name the name, as it is configured
 * @param path the path, with a leading slash; with {@code /**} at its end all paths at
 * and below it
 * @param renderer puts the answer into words
 * @param reports returns what is published; at once
 * @param answers counts the answers
 * @param cache keeps answers that are asked for again, or {@code null} if each is made
 * anew
 * @since 0.1.0
 */
public record Probe(String name, String path, ProbeRenderer renderer, Supplier<ProbeReport> reports,
		AnswerCounts answers, @Nullable ResponseCache<ProbeRequest> cache) {

	/** The methods that ask for health, and have one status. */
	public static final List<String> METHODS = List.of("GET", "HEAD", "OPTIONS");

	/** The methods as the value of the header Allow. */
	public static final String ALLOW = String.join(", ", METHODS);

	/** Segments of what RFC 3986 lets stand unencoded, less parameters. */
	private static final Pattern PATH = Pattern
		.compile("/|/\\*\\*|(/(?!\\.{1,2}(/|$))[A-Za-z0-9._~!$&'()+,=:@-]+)+(/|/\\*\\*)?");

	private static final String BELOW = "/**";

	/**
	 * Create a probe.
	 * @throws IllegalArgumentException if the path is not one that a request can have
	 */
	public Probe {
		if (!PATH.matcher(path).matches()) {
			throw new IllegalArgumentException("The path '" + path
					+ "' must begin with a slash and be one that a request can have as it is: without //, /./ and"
					+ " /../, of the characters A-Z a-z 0-9 . _ ~ ! $ & ' ( ) + , = : @ -, and with /** at its end alone");
		}
	}

	/**
	 * Create a probe that counts its answers.
	 * @param name the name, as it is configured
	 * @param path the path
	 * @param renderer puts the answer into words
	 * @param reports returns what is published; at once
	 * @throws IllegalArgumentException if the path is not one that a request can have
	 */
	public Probe(String name, String path, ProbeRenderer renderer, Supplier<ProbeReport> reports) {
		this(name, path, renderer, reports, new AnswerCounts(), null);
	}

	/**
	 * Return this probe with a cache. The renderer must be pure: one request and one
	 * report have one answer. Answers are counted as without a cache.
	 * @param cache keeps the answers; several probes of one server may share it
	 * @return the probe, which counts together with this one
	 */
	public Probe cached(ResponseCache<ProbeRequest> cache) {
		return new Probe(this.name, this.path, this.renderer, this.reports, this.answers, cache);
	}

	/**
	 * Return the path that is asked for, or that all such paths are below.
	 * @return the path; empty if that is the root
	 */
	public String base() {
		if (this.path.endsWith(BELOW)) {
			return this.path.substring(0, this.path.length() - BELOW.length());
		}
		boolean slashed = this.renderer.answersBelow() && this.path.endsWith("/");
		return slashed ? this.path.substring(0, this.path.length() - 1) : this.path;
	}

	/**
	 * Return whether this probe answers on the paths below its own, too.
	 * @return whether it does
	 */
	public boolean answersBelow() {
		return this.path.endsWith(BELOW) || this.renderer.answersBelow();
	}

	/**
	 * Return whether answers are kept.
	 * @return whether this probe has a cache
	 */
	public boolean isCached() {
		return this.cache != null;
	}

	/**
	 * Answer a request if nothing has to be made for it.
	 * @param request what was asked, on the path of this probe
	 * @return the answer that is kept, or {@code null} if there is none
	 */
	public @Nullable ProbeResponse keptAnswer(ProbeRequest request) {
		ProbeResponse kept = (this.cache != null) ? this.cache.fresh(request) : null;
		if (kept != null) {
			this.answers.add(kept.status());
		}
		return kept;
	}

	/**
	 * Answer a request.
	 * @param request what was asked, on the path of this probe
	 * @return the answer; adapters leave out the body for HEAD
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
