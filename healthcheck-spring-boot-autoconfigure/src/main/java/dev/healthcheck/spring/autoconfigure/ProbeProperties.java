package dev.healthcheck.spring.autoconfigure;

import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Properties for one probe.
 *
 * @since 0.1.0
 */
public class ProbeProperties {

	/**
	 * Path on the probe server, compared exactly. With '/**' at its end, all paths at and
	 * below it. By default the one that the system has, whose protocol the format is.
	 */
	private @Nullable String path;

	/**
	 * Health group that the probe reports on. By default 'readiness' for the protocols of
	 * other systems.
	 */
	private @Nullable String group;

	/**
	 * Format of the answer: 'word' or 'json', the protocol of another system, 'gunicorn',
	 * 'pyramid', 'runscope' or 'approck', or the name of a ProbeRenderer bean.
	 */
	private String format = "word";

	/**
	 * Body of the answer in the format 'runscope': JSON, or plainly 'OK' or 'NOT OK'. By
	 * default JSON.
	 */
	private @Nullable Body body;

	/**
	 * Whether the answer in the format 'runscope' names the machine. By default it does.
	 */
	private @Nullable Boolean hostname;

	private final Status status = new Status();

	private final Headers headers = new Headers();

	public @Nullable String getPath() {
		return this.path;
	}

	public void setPath(@Nullable String path) {
		this.path = path;
	}

	public @Nullable String getGroup() {
		return this.group;
	}

	public void setGroup(@Nullable String group) {
		this.group = group;
	}

	public String getFormat() {
		return this.format;
	}

	public void setFormat(String format) {
		this.format = format;
	}

	public @Nullable Body getBody() {
		return this.body;
	}

	public void setBody(@Nullable Body body) {
		this.body = body;
	}

	public @Nullable Boolean getHostname() {
		return this.hostname;
	}

	public void setHostname(@Nullable Boolean hostname) {
		this.hostname = hostname;
	}

	public Status getStatus() {
		return this.status;
	}

	public Headers getHeaders() {
		return this.headers;
	}

	/**
	 * Bodies of an answer.
	 */
	public enum Body {

		/** All results. */
		JSON,

		/** OK or NOT OK. */
		PLAIN

	}

	/**
	 * HTTP status codes of a probe's answers.
	 */
	public static class Status {

		/**
		 * HTTP status code of an answer that sends traffic. By default that of the
		 * format, or of the health group.
		 */
		private @Nullable Integer success;

		/**
		 * HTTP status code of an answer that sends none. By default that of the format,
		 * or of the health group.
		 */
		private @Nullable Integer failure;

		/**
		 * HTTP status code in maintenance. By default that of the format, or of the
		 * health group.
		 */
		private @Nullable Integer maintenance;

		/**
		 * HTTP status code while the application refuses traffic, after it was ready. By
		 * default what 'healthcheck.load-balancer' wants, or that of a failure.
		 */
		private @Nullable Integer draining;

		public @Nullable Integer getSuccess() {
			return this.success;
		}

		public void setSuccess(@Nullable Integer success) {
			this.success = code("status.success", success);
		}

		public @Nullable Integer getFailure() {
			return this.failure;
		}

		public void setFailure(@Nullable Integer failure) {
			this.failure = code("status.failure", failure);
		}

		public @Nullable Integer getMaintenance() {
			return this.maintenance;
		}

		public void setMaintenance(@Nullable Integer maintenance) {
			this.maintenance = code("status.maintenance", maintenance);
		}

		public @Nullable Integer getDraining() {
			return this.draining;
		}

		public void setDraining(@Nullable Integer draining) {
			this.draining = code("status.draining", draining);
		}

		private static @Nullable Integer code(String property, @Nullable Integer code) {
			return (code != null) ? Require.between(property, code, 200, 599) : null;
		}

	}

	/**
	 * HTTP headers of a probe's answers.
	 */
	public static class Headers {

		/**
		 * Headers of answers that send traffic. A header that the answer has is replaced.
		 */
		private final Map<String, String> success = new LinkedHashMap<>();

		/**
		 * Headers of answers that send none, in maintenance too. A header that the answer
		 * has is replaced.
		 */
		private final Map<String, String> failure = new LinkedHashMap<>();

		public Map<String, String> getSuccess() {
			return this.success;
		}

		public Map<String, String> getFailure() {
			return this.failure;
		}

	}

}
