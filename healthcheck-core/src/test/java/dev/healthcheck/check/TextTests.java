package dev.healthcheck.check;

import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import com.sun.management.ThreadMXBean;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class TextTests {

	private static final String SMILE = "\uD83D\uDE00";

	@Test
	void quotesBackslashesAndMarkupAreLeftToTheRenderers() {
		assertThat(Text.bounded("\"a\" 'b' \\ <i>&amp; ä €", 100)).isEqualTo("\"a\" 'b' \\ <i>&amp; ä €");
	}

	@Test
	void everyControlCharacterAndLineSeparatorBecomesASpace() {
		for (char c = 0; c < Character.MAX_VALUE; c++) {
			boolean breaks = Character.isISOControl(c) || c == '\u2028' || c == '\u2029';
			char expected = Character.isSurrogate(c) ? '\uFFFD' : c;
			assertThat(Text.bounded("a" + c + "b", 10)).isEqualTo("a" + (breaks ? ' ' : expected) + "b");
		}
	}

	@Test
	void whenSurrogatesArePairedTheyStay() {
		assertThat(Text.bounded("a" + SMILE + "b", 10)).isEqualTo("a" + SMILE + "b");
		assertThat(Text.bounded("\uDE00\uD83D" + SMILE, 10)).isEqualTo("\uFFFD\uFFFD" + SMILE);
	}

	@Test
	void whenThePairIsCutNoHalfIsLeft() {
		assertThat(Text.bounded("ab" + SMILE + "cd", 4)).isEqualTo("ab\uFFFD\u2026");
	}

	@Test
	void boundingATextAllocatesLittleMoreThanTheText() {
		String text = "a".repeat(400);
		assertThat(Text.bounded(text, 512)).isEqualTo(text);
		ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
		long before = threads.getCurrentThreadAllocatedBytes();
		String bounded = Text.bounded(text, 512);
		long allocated = threads.getCurrentThreadAllocatedBytes() - before;
		assertThat(bounded).isEqualTo(text);
		assertThat(allocated).isLessThan(1500);
	}

	@ParameterizedTest
	@CsvSource({ "'', ''", "abc, abc", "abcd, abcd", "abcde, abc\u2026" })
	void whenTooLongItIsCutToTheLimit(String text, String expected) {
		assertThat(Text.bounded(text, 4)).isEqualTo(expected);
	}

	@Test
	void whenTheTextIsAMegabyteOnlyTheLimitIsKept() {
		assertThat(Text.bounded("\u0000".repeat(1 << 20), 512)).hasSize(512).isEqualTo(" ".repeat(511) + "\u2026");
	}

	@Test
	void whatWouldEndALineBecomesASpaceAndNothingElse() {
		for (char c = 0; c < Character.MAX_VALUE; c++) {
			boolean breaks = Character.isISOControl(c) || c == '\u2028' || c == '\u2029';
			assertThat(Text.oneLine("a" + c + "b")).isEqualTo("a" + (breaks ? ' ' : c) + "b");
		}
	}

	@Test
	void whatUtf8HasNoBytesForBecomesAQuestionMark() {
		assertThat(Text.wellFormed("a\uDE00\uD83Db" + SMILE)).isEqualTo("a??b" + SMILE);
	}

	@Test
	void whatATerminalCouldNotShowIsSpelledOut() {
		assertThat(Text.spelledOut("a ~\u007f\n\u20ac" + SMILE)).isEqualTo("a ~\\u007f\\u000a\\u20ac\\ud83d\\ude00");
		assertThat(Text.spelledOut("x".repeat(101))).isEqualTo("x".repeat(100));
	}

	@Test
	void plainValuesStayAsTheyAre() {
		Map<String, Object> plain = new LinkedHashMap<>();
		plain.put("i", 1);
		plain.put("l", 2L);
		plain.put("s", (short) 3);
		plain.put("b", (byte) 4);
		plain.put("d", 0.5);
		plain.put("f", 0.25f);
		plain.put("t", true);
		assertThat(Text.details(plain)).containsExactlyEntriesOf(plain);
	}

	@Test
	void whatJsonDoesNotKnowBecomesText() {
		Map<String, Object> odd = new LinkedHashMap<>();
		odd.put("nan", Double.NaN);
		odd.put("infinite", Float.POSITIVE_INFINITY);
		odd.put("big", new BigDecimal("1e3"));
		odd.put("counter", new AtomicInteger(7));
		odd.put("unit", TimeUnit.DAYS);
		odd.put("char", '\n');
		assertThat(Text.details(odd)).containsExactly(Map.entry("nan", "NaN"), Map.entry("infinite", "Infinity"),
				Map.entry("big", "1E+3"), Map.entry("counter", "7"), Map.entry("unit", "DAYS"), Map.entry("char", " "));
	}

	@Test
	void whenAValueIsNullItIsLeftOut() {
		Map<String, Object> details = new LinkedHashMap<>();
		details.put("list", Arrays.asList(1, null, 2));
		details.put("map", Collections.singletonMap("a", null));
		details.putAll(Collections.singletonMap("gone", null));
		assertThat(Text.details(details)).containsExactly(Map.entry("list", List.of(1, 2)), Map.entry("map", Map.of()));
	}

	@Test
	void mapsArraysAndCollectionsAreCopiedDeeply() {
		List<Object> inner = new ArrayList<>(List.of("a\nb"));
		Map<String, Object> copy = Text.details(Map.of("list", List.of(Map.of(1, inner), new int[] { 1, 2 }), "array",
				new Object[] { "x", new String[] { "y" } }, "set", Set.of(3)));
		inner.clear();
		assertThat(copy).isEqualTo(Map.of("list", List.of(Map.of("1", List.of("a b")), List.of(1, 2)), "array",
				List.of("x", List.of("y")), "set", List.of(3)));
	}

	@Test
	void copiesCannotBeChangedAtAnyLevel() {
		Map<String, Object> copy = Text.details(Map.of("list", List.of(1), "map", Map.of("a", 1)));
		assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(copy::clear);
		assertThat(copy.get("list")).asInstanceOf(InstanceOfAssertFactories.LIST)
			.satisfies(
					(list) -> assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(list::clear));
		assertThat(copy.get("map")).asInstanceOf(InstanceOfAssertFactories.MAP)
			.satisfies((map) -> assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(map::clear));
	}

	@Test
	void whenThereAreTooManyEntriesAHundredAreKept() {
		Map<String, Object> many = new LinkedHashMap<>();
		for (int i = 0; i < 1000; i++) {
			many.put("key-" + i, i);
		}
		assertThat(Text.details(many)).hasSize(100).containsEntry("key-99", 99);
		assertThat(Text.details(Map.of("list", many.keySet(), "array", new long[1000])))
			.allSatisfy((name, value) -> assertThat(value).asInstanceOf(InstanceOfAssertFactories.LIST).hasSize(100));
	}

	@Test
	void keysAreBoundedToo() {
		assertThat(Text.details(Map.of("a\nb" + "x".repeat(100), 1)).keySet()).singleElement()
			.asString()
			.hasSize(64)
			.startsWith("a b");
	}

	@Test
	@Timeout(300)
	void whenMapsHoldEachOtherTheCopyEnds() {
		Map<String, Object> one = new LinkedHashMap<>();
		Map<String, Object> other = new LinkedHashMap<>();
		for (int i = 0; i < 100; i++) {
			one.put("other-" + i, other);
			other.put("one-" + i, List.of(one));
		}
		Map<String, Object> copy = Text.details(one);
		assertThat(copy.toString()).hasSizeLessThan(1 << 20).contains("\u2026");
		assertThat(Text.details(copy)).isEqualTo(copy);
	}

	@Test
	void whenLevelsAreTooDeepTheRestIsAnEllipsis() {
		Object nested = List.of("deep");
		for (int i = 0; i < 8; i++) {
			nested = new Object[] { nested };
		}
		assertThat(Text.details(Map.of("a", nested))).hasToString("{a=[[[[[[[[\u2026]]]]]]]]}");
	}

	@Test
	@Timeout(300)
	void whenACollectionNeverEndsTheCopyDoes() {
		assertThat(Text.details(Map.of("nulls", Collections.nCopies(Integer.MAX_VALUE, null))))
			.isEqualTo(Map.of("nulls", List.of()));
	}

	@Test
	void whenToStringIsHostileTheRestIsStillShown() {
		Object throwing = new Object() {
			@Override
			public String toString() {
				throw new StackOverflowError();
			}
		};
		Map<Object, Object> details = new LinkedHashMap<>();
		details.put("null", new NullText());
		details.put("throwing", throwing);
		details.put(new NullText(), 1);
		details.put(null, 2);
		details.put("fine", 3);
		assertThat(Text.details(details))
			.hasToString("{null=2, throwing=(its text could not be read: java.lang.StackOverflowError), fine=3}");
	}

	private static final class NullText {

		@Override
		@SuppressWarnings({ "NullAway", "ToStringReturnsNull" })
		public String toString() {
			return null;
		}

	}

}
