package dev.healthcheck.json;

import java.io.StringWriter;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

import org.junit.jupiter.api.Test;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link JsonValues}.
 */
class JsonValuesTests {

	@Test
	void numbersAreWrittenAsTheirText() {
		assertThat(written(List.of(1, Long.MAX_VALUE, 0.1f, 1e300, new BigDecimal("1.10"), BigInteger.TEN.pow(30),
				new AtomicLong(7))))
			.isEqualTo("[1,9223372036854775807,0.1,1.0E300,1.10,1000000000000000000000000000000,7]");
	}

	@Test
	void numbersThatJsonDoesNotHaveAreText() {
		assertThat(written(List.of(Double.NaN, Float.NEGATIVE_INFINITY))).isEqualTo("[\"NaN\",\"-Infinity\"]");
	}

	@Test
	void arraysAreWrittenLikeCollections() {
		assertThat(written(List.of(new int[] { 1, 2 }, new String[] { "a" }, new byte[] { 1, 2 })))
			.isEqualTo("[[1,2],[\"a\"],\"AQI=\"]");
	}

	@Test
	void arraysAreNotCopied() {
		Object[] array = new Object[2];
		array[0] = new Object() {
			@Override
			public String toString() {
				array[1] = "read after this";
				return "this";
			}
		};
		assertThat(written((Object) array)).isEqualTo("[\"this\",\"read after this\"]");
	}

	@Test
	void otherValuesAreWrittenAsTheirText() {
		assertThat(written(Arrays.asList(TimeUnit.DAYS, new StringBuilder("b"), Duration.ofSeconds(1), true, null)))
			.isEqualTo("[\"DAYS\",\"b\",\"PT1S\",true,null]");
	}

	@Test
	void otherValuesAreMadePlainWhereThatIsWanted() {
		List<Object> values = List.of(Duration.ofSeconds(1), new Object() {
			@Override
			public String toString() {
				return "own";
			}
		});
		assertThat(written((json) -> JsonValues.write(json, values,
				(value) -> (value instanceof Duration duration) ? Map.of("s", duration.getSeconds()) : value)))
			.isEqualTo("[{\"s\":1},\"own\"]");
	}

	@Test
	void entriesWithoutAValueAreLeftOutOnlyWhereThatIsWanted() {
		Map<Object, Object> map = new LinkedHashMap<>();
		map.put(1, null);
		map.put("b", Arrays.asList(null, 2));
		assertThat(written(map)).isEqualTo("{\"1\":null,\"b\":[null,2]}");
		assertThat(written((json) -> JsonValues.write(json, map, String::valueOf))).isEqualTo("{\"b\":[null,2]}");
	}

	private static String written(Object value) {
		return written((json) -> JsonValues.write(json, value));
	}

	private static String written(Consumer<JsonGenerator> values) {
		StringWriter text = new StringWriter();
		try (JsonGenerator json = new JsonFactory().createGenerator(ObjectWriteContext.empty(), text)) {
			values.accept(json);
		}
		return text.toString();
	}

}
