package dev.healthcheck.sidecar.upstream;

import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link JsonCopy}.
 */
class JsonCopyTests {

	private final JsonCopy copy = new JsonCopy();

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			value = { "{ \"a\" : [ 1 , true, null, \"x\" ] } | {\"a\":[1,true,null,\"x\"]}", "\"text\" | \"text\"",
					" 1 | 1", "null | null", "[] | []", "{} | {}", "1e400 | 1e400", "-0.10 | -0.10",
					"123456789012345678901234567890 | 123456789012345678901234567890", "\"\\ud800\" | \"\\uD800\"",
					"\"\\u00e9\\n\\u0000\" | \"\u00e9\\n\\u0000\"" })
	void jsonIsEncodedAgain(String json, String expected) {
		assertThat(copyOf(json)).isEqualTo(expected);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "ok", "{", "{\"a\":1", "[1,]", "{\"a\":1}}", "{} {}", "1 2", "NaN", "'x'",
			"{a:1}", "[1]//x", "\"a\nb\"", "<html>", "\u0000" })
	void whatIsNoJsonIsNotCopied(String text) {
		assertThat(copyOf(text)).isNull();
	}

	@Test
	void brokenUtf8IsNotCopied() {
		assertThat(this.copy.of(new byte[] { '"', (byte) 0xC3, '"' })).isNull();
		assertThat(this.copy.of(new byte[] { '"', (byte) 0xFF, (byte) 0xFE, '"' })).isNull();
	}

	@Test
	void depthIsBounded() {
		assertThat(copyOf("[".repeat(64) + "]".repeat(64))).isNotNull();
		assertThat(copyOf("[".repeat(65) + "]".repeat(65))).isNull();
		assertThat(copyOf("[".repeat(UpstreamCheck.MAX_BODY))).isNull();
		assertThat(copyOf("{\"a\":".repeat(10_000))).isNull();
	}

	@Test
	void whatBecomesLongerThanTheLimitIsNotCopied() {
		String cjk = "\"" + "\u4e00".repeat(UpstreamCheck.MAX_BODY / 2 - 2) + "\"";
		assertThat(this.copy.of(cjk.getBytes(StandardCharsets.UTF_16BE))).isNull();
		assertThat(this.copy.of("\"\u4e00\"".getBytes(StandardCharsets.UTF_16BE)))
			.isEqualTo("\"\u4e00\"".getBytes(StandardCharsets.UTF_8));
	}

	@Test
	void aNumberWithoutEndIsNotCopied() {
		assertThat(copyOf("1".repeat(1000))).isNotNull();
		assertThat(copyOf("1".repeat(60_000))).isNull();
	}

	private @Nullable String copyOf(String json) {
		byte[] copy = this.copy.of(json.getBytes(StandardCharsets.UTF_8));
		return (copy != null) ? new String(copy, StandardCharsets.UTF_8) : null;
	}

}
