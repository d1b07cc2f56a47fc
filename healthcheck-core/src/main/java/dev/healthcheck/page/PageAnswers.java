package dev.healthcheck.page;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;

import dev.healthcheck.json.JsonValues;
import dev.healthcheck.probe.ProbeResponse;
import tools.jackson.core.JsonEncoding;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Responses of the status page. The status is always 200, because the page is not a
 * probe.
 */
public final class PageAnswers {

	private static final JsonFactory factory = new JsonFactory();

	private static final String STYLE = resource("status.css");

	private static final String SCRIPT = resource("text.js") + resource("status.js");

	private static final String POLICY = "default-src 'none'; style-src %s; script-src %s; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
		.formatted(source(STYLE), source(SCRIPT));

	private PageAnswers() {
	}

	/**
	 * Return the page, which is the same for every client.
	 * @param jsonName the path of the JSON relative to the page, in characters that need
	 * no escaping in HTML
	 * @return the response
	 */
	public static ProbeResponse html(String jsonName) {
		String html = resource("status.html").formatted(STYLE, jsonName, SCRIPT);
		return response("text/html;charset=UTF-8", html.getBytes(StandardCharsets.UTF_8));
	}

	public static ProbeResponse json(StatusPage page) {
		ByteArrayOutputStream body = new ByteArrayOutputStream(8192);
		try (JsonGenerator json = factory.createGenerator(ObjectWriteContext.empty(), body, JsonEncoding.UTF8)) {
			JsonValues.write(json, page.toMap());
		}
		return response("application/json", body.toByteArray());
	}

	private static ProbeResponse response(String contentType, byte[] body) {
		return new ProbeResponse(200,
				Map.of("Content-Type", contentType, "Cache-Control", "no-store", "Content-Security-Policy", POLICY,
						"X-Content-Type-Options", "nosniff", "Referrer-Policy", "no-referrer"),
				body);
	}

	private static String resource(String name) {
		try (InputStream resource = Objects.requireNonNull(PageAnswers.class.getResourceAsStream(name), name)) {
			return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	// How a Content-Security-Policy allows an inline block
	private static String source(String text) {
		try {
			byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
			return "'sha256-" + Base64.getEncoder().encodeToString(hash) + "'";
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java platform has SHA-256", ex);
		}
	}

}
