package dev.healthcheck.spring.properties;

import java.util.regex.Pattern;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Properties for the status page.
 *
 * @param enabled Whether the probe server serves a status page. It shows no more than
 * 'healthcheck.server.show-details' allows.
 * @param path Path of the status page. With '.json' behind it, the same as JSON.
 * @since 0.1.0
 */
public record PageProperties(@DefaultValue("false") boolean enabled, @DefaultValue("/status") String path) {

	/** Segments of characters that need no escaping in a URL and none in a pattern. */
	private static final Pattern VALID = Pattern.compile("(/(?!\\.{1,2}(/|$))[A-Za-z0-9._~-]+)+");

	public PageProperties {
		if (!VALID.matcher(path).matches()) {
			throw Require.invalid("healthcheck.page.path", path, "must be a path such as /status: segments of the"
					+ " characters A-Z a-z 0-9 . _ ~ - behind a slash each");
		}
	}

}
