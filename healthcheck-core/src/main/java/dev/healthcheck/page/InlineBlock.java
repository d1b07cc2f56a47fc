package dev.healthcheck.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Objects;

/**
 * Value object for a script or style sheet that stands in the page itself, and is allowed
 * there by its hash alone.
 *
 * @param text the text between the tags
 * @param source how a Content-Security-Policy allows it
 */
record InlineBlock(String text, String source) {

	static InlineBlock ofResource(String name) {
		try (InputStream resource = Objects.requireNonNull(InlineBlock.class.getResourceAsStream(name), name)) {
			byte[] text = resource.readAllBytes();
			return new InlineBlock(new String(text, StandardCharsets.UTF_8), source(text));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static String source(byte[] text) {
		try {
			byte[] hash = MessageDigest.getInstance("SHA-256").digest(text);
			return "'sha256-" + Base64.getEncoder().encodeToString(hash) + "'";
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java platform has SHA-256", ex);
		}
	}

}
