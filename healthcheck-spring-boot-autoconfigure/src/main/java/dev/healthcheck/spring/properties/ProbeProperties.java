package dev.healthcheck.spring.properties;

import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Properties for one probe.
 *
 * @param path Path on the probe server, which requests must match exactly. With '/**' at
 * its end, all paths at and below it. Defaults to the path used by the system whose
 * protocol the format implements, and otherwise to '/' and the name of the probe.
 * @param group Health group that the probe reports on. Defaults to 'readiness' for the
 * protocols of other systems.
 * @param format Format of the response, either 'word' or 'json', the protocol of another
 * system ('gunicorn', 'pyramid', 'runscope' or 'approck'), or the name of a ProbeRenderer
 * bean.
 * @param body Body of the response in the format 'runscope', either JSON, or only 'OK' or
 * 'NOT OK'. Defaults to JSON.
 * @param hostname Whether the response in the format 'runscope' names the machine.
 * Defaults to true.
 * @param status HTTP status codes of the responses.
 * @param headers HTTP headers of the responses.
 */
public record ProbeProperties(@Nullable String path, @Nullable String group, @DefaultValue("word") String format,
		@Nullable Body body, @Nullable Boolean hostname, @DefaultValue Status status, @DefaultValue Headers headers) {

	/** A probe for which nothing is set. */
	public static final ProbeProperties DEFAULT = new ProbeProperties(null, null, "word", null, null,
			new Status(null, null, null, null), new Headers(Map.of(), Map.of()));

	void validate(String prefix) {
		this.status.validate(prefix + "status.");
	}

	/**
	 * Bodies of a response.
	 */
	public enum Body {

		/** All results. */
		JSON,

		/** OK or NOT OK. */
		PLAIN

	}

	/**
	 * HTTP status codes of a probe's responses.
	 *
	 * @param success HTTP status code of a response that sends traffic. Defaults to that
	 * of the format, or of the health group.
	 * @param failure HTTP status code of a response that sends none. Defaults to that of
	 * the format, or of the health group.
	 * @param maintenance HTTP status code in maintenance. Defaults to that of the format,
	 * or of the health group.
	 * @param draining HTTP status code while the application refuses traffic, after it
	 * was ready. Defaults to that of 'healthcheck.load-balancer', or of a failure.
	 */
	public record Status(@Nullable Integer success, @Nullable Integer failure, @Nullable Integer maintenance,
			@Nullable Integer draining) {

		private void validate(String prefix) {
			Require.between(prefix + "success", this.success, 200, 599);
			Require.between(prefix + "failure", this.failure, 200, 599);
			Require.between(prefix + "maintenance", this.maintenance, 200, 599);
			Require.between(prefix + "draining", this.draining, 200, 599);
		}

	}

	/**
	 * HTTP headers of a probe's responses.
	 *
	 * @param success Headers of responses that send traffic. They replace headers of the
	 * format.
	 * @param failure Headers of responses that send none, in maintenance too. They
	 * replace headers of the format.
	 */
	public record Headers(@DefaultValue Map<String, String> success, @DefaultValue Map<String, String> failure) {

	}

}
