package dev.healthcheck.statsd;

import java.util.Locale;
import java.util.Objects;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link StatsdParser}.
 */
class StatsdParserTests {

	private final StatsdParser parser = new StatsdParser(Set.of("workers", "gunicorn.workers"));

	@ParameterizedTest
	@CsvSource(delimiter = ' ', value = { "workers:3|g 3", "gunicorn.workers:3|g 3", "workers:0|g 0", "workers:007|g 7",
			"workers:2147483647|g 2147483647", "workers:3.0|g 3", "workers:3.000000|g 3", "workers:3|g|@1 3",
			"workers:3|g|@1.0 3", "workers:3|g|@0.1 3", "workers:3|g|@0.001|#a:b,c 3", "workers:3|g|#a:b|@0.5 3",
			"workers:3|g|# 3", "workers:3|g|#a:é 3", "workers:3|g|#env:prod|c:ci-1f0b|e:it-false,cn-web 3",
			"workers:3|g|#env:prod|card:low 3", "workers:3|g|card:low|#env:prod|@0.5 3", "workers:3|g|T1700000000 3",
			"workers:3|g|#a|T1700000000|c:83c0a99c0a54c0c187f461c7980e9b57f3f6a8b0c918c8d93df19a9de6f3fe1d 3",
			"workers:3|g|x 3", "workers:3|g|future:a,b:c|#a 3", "workers:3|g|c:|e: 3", "workers:3|g|c:1|c:2 3",
			"workers:00000000000000000000000000000000000000000000003|g 3" })
	void parseWhenGaugeIsSetReturnsItsValue(String line, int value) {
		assertThat(this.parser.parse(line))
			.isEqualTo(StatsdLine.of(new GaugeChange(line.substring(0, line.indexOf(':')), false, value)));
	}

	@ParameterizedTest
	@CsvSource(delimiter = ' ',
			value = { "workers:+2|g 2", "workers:-2|g -2", "workers:+0|g 0", "workers:-0|g 0", "workers:-0.0|g 0",
					"workers:+1.0|g|@0.1 1", "workers:+2147483647|g 2147483647", "workers:-2147483647|g -2147483647" })
	void parseWhenValueHasASignReturnsAChange(String line, int amount) {
		assertThat(this.parser.parse(line)).isEqualTo(StatsdLine.of(new GaugeChange("workers", true, amount)));
	}

	@ParameterizedTest
	@CsvSource(delimiter = ' ',
			value = { "worker:3|g OTHER_METRIC", "Workers:3|g OTHER_METRIC", "workers2:3|g OTHER_METRIC",
					"my.gunicorn.workers:3|g OTHER_METRIC", "gunicorn.requests:1|c|@1.0 OTHER_METRIC",
					"other:nonsense OTHER_METRIC", "wörkers:3|g OTHER_METRIC", "_e{5,4}:title|text OTHER_METRIC",
					"workers,env=prod:3|g OTHER_METRIC", "workers:3|c OTHER_TYPE", "workers:3|ms OTHER_TYPE",
					"workers:3|G OTHER_TYPE", "workers:x|c OTHER_TYPE", "workers:3|gg OTHER_TYPE",
					"workers:3|g@0.1 OTHER_TYPE", "workers MALFORMED", "workers|g MALFORMED", "workers:3 MALFORMED",
					"workers:3| MALFORMED", "workers:3||g MALFORMED", ":3|g MALFORMED", "|g MALFORMED", ": MALFORMED",
					"workers|3:g MALFORMED", "workers:3|g| MALFORMED", "workers:3|g||c:1 MALFORMED",
					"workers:3|g|x| MALFORMED", "workers:3|g|#a|#b MALFORMED", "workers:3|g|@1|@1 MALFORMED",
					"workers:3|g|x|@2 BAD_RATE", "_sc|redis|2 MALFORMED", "workers:x|g|y NOT_A_NUMBER" })
	void parseWhenLineIsNotAGaugeRefusesIt(String line, StatsdOutcome reason) {
		assertThat(this.parser.parse(line)).isEqualTo(StatsdLine.refused(reason));
	}

	@ParameterizedTest
	@CsvSource(delimiter = ' ',
			value = { "@ BAD_RATE", "@0 BAD_RATE", "@0.0 BAD_RATE", "@1.1 BAD_RATE", "@2 BAD_RATE", "@-0.1 BAD_RATE",
					"@.1 BAD_RATE", "@1. BAD_RATE", "@1e-1 BAD_RATE", "@NaN BAD_RATE", "@0.1x BAD_RATE",
					"@0,1 BAD_RATE", "@0.1#a BAD_RATE", "@٠.١ BAD_RATE", "@99999999999999999999 BAD_RATE" })
	void parseWhenRateIsWrongRefusesTheLine(String field, StatsdOutcome reason) {
		assertThat(this.parser.parse("workers:3|g|" + field)).isEqualTo(StatsdLine.refused(reason));
	}

	@ParameterizedTest
	@CsvSource(delimiter = ' ', quoteCharacter = '"',
			value = { "\"\" NOT_A_NUMBER", "NaN NOT_A_NUMBER", "nan NOT_A_NUMBER", "Infinity NOT_A_NUMBER",
					"-inf NOT_A_NUMBER", "1_0 NOT_A_NUMBER", "٣ NOT_A_NUMBER", "３ NOT_A_NUMBER", "1e3 NOT_A_NUMBER",
					"0x10 NOT_A_NUMBER", "3f NOT_A_NUMBER", "3L NOT_A_NUMBER", "\" 3\" NOT_A_NUMBER",
					"\"3 \" NOT_A_NUMBER", "1,000 NOT_A_NUMBER", "1:2 NOT_A_NUMBER", "+ NOT_A_NUMBER", "- NOT_A_NUMBER",
					"++1 NOT_A_NUMBER", "+-1 NOT_A_NUMBER", "3. NOT_A_NUMBER", ".5 NOT_A_NUMBER", "3.0.0 NOT_A_NUMBER",
					"3.-0 NOT_A_NUMBER", "3.x NOT_A_NUMBER", "3.5 NOT_WHOLE", "0.1 NOT_WHOLE", "-0.1 NOT_WHOLE",
					"3.0000000000000000001 NOT_WHOLE", "99999999999.5 NOT_WHOLE", "2147483648 OVERFLOW",
					"-2147483648 OVERFLOW", "99999999999999999999999999 OVERFLOW", "18446744073709551617 OVERFLOW",
					"4294967297 OVERFLOW" })
	void parseWhenValueIsWrongRefusesTheLine(String value, StatsdOutcome reason) {
		assertThat(this.parser.parse("workers:" + value + "|g")).isEqualTo(StatsdLine.refused(reason));
	}

	@Test
	void parseWhenLineIsEmptyRefusesIt() {
		assertThat(this.parser.parse("")).isEqualTo(StatsdLine.refused(StatsdOutcome.EMPTY));
	}

	@Test
	void parseWhenLocaleHasOtherDigitsReadsTheSame() {
		Locale locale = Locale.getDefault();
		try {
			Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
			assertThat(Objects.requireNonNull(this.parser.parse("workers:3|g").change()).amount()).isEqualTo(3);
		}
		finally {
			Locale.setDefault(locale);
		}
	}

}
