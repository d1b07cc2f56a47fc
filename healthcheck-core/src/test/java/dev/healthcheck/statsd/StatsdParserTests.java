package dev.healthcheck.statsd;

import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Locale;
import java.util.Set;

import com.sun.management.ThreadMXBean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link StatsdParser}.
 */
class StatsdParserTests {

	private final InetSocketAddress source = new InetSocketAddress(InetAddress.getLoopbackAddress(), 1);

	private final Gauges gauges = new Gauges(Gauges.LIMIT, null, () -> 0);

	private final StatsdParser parser = new StatsdParser(Set.of("workers", "gunicorn.workers"), this.gauges);

	private StatsdOutcome parse(String line) {
		return this.parser.parse(line, this.source);
	}

	@ParameterizedTest
	@CsvSource(delimiter = ' ', value = { "workers:3|g 3", "gunicorn.workers:3|g 3", "workers:0|g 0", "workers:007|g 7",
			"workers:2147483647|g 2147483647", "workers:3.0|g 3", "workers:3.000000|g 3", "workers:3|g|@1 3",
			"workers:3|g|@1.0 3", "workers:3|g|@0.1 3", "workers:3|g|@0.001|#a:b,c 3", "workers:3|g|#a:b|@0.5 3",
			"workers:3|g|# 3", "workers:3|g|#a:é 3", "workers:3|g|#env:prod|c:ci-1f0b|e:it-false,cn-web 3",
			"workers:3|g|#env:prod|card:low 3", "workers:3|g|card:low|#env:prod|@0.5 3", "workers:3|g|T1700000000 3",
			"workers:3|g|#a|T1700000000|c:83c0a99c0a54c0c187f461c7980e9b57f3f6a8b0c918c8d93df19a9de6f3fe1d 3",
			"workers:3|g|x 3", "workers:3|g|future:a,b:c|#a 3", "workers:3|g|c:|e: 3", "workers:3|g|c:1|c:2 3",
			"workers:00000000000000000000000000000000000000000000003|g 3" })
	void parseWhenGaugeIsSetSetsIt(String line, int value) {
		this.gauges.set(this.source, line.substring(0, line.indexOf(':')), 9);
		assertThat(parse(line)).isEqualTo(StatsdOutcome.COUNTED);
		assertThat(this.gauges.total()).isEqualTo(value);
	}

	@ParameterizedTest
	@CsvSource(delimiter = ' ',
			value = { "workers:+2|g 7 9", "workers:-2|g 7 5", "workers:+0|g 7 7", "workers:-0|g 7 7",
					"workers:-0.0|g 7 7", "workers:+1.0|g|@0.1 7 8", "workers:+2147483647|g 0 2147483647",
					"workers:-2147483647|g 2147483647 0" })
	void parseWhenValueHasASignChangesTheGauge(String line, int before, int after) {
		this.gauges.set(this.source, "workers", before);
		assertThat(parse(line)).isEqualTo(StatsdOutcome.COUNTED);
		assertThat(this.gauges.total()).isEqualTo(after);
	}

	@ParameterizedTest
	@CsvSource(delimiter = ' ',
			value = { "worker:3|g OTHER_METRIC", "Workers:3|g OTHER_METRIC", "workers2:3|g OTHER_METRIC",
					"my.gunicorn.workers:3|g OTHER_METRIC", "gunicorn.requests:1|c|@1.0 OTHER_METRIC",
					"other:nonsense OTHER_METRIC", "wörkers:3|g OTHER_METRIC", "_e{5,4}:title|text OTHER_METRIC",
					"workers,env=prod:3|g OTHER_METRIC", "workers:3|c MALFORMED", "workers:3|ms MALFORMED",
					"workers:3|G MALFORMED", "workers:x|c MALFORMED", "workers:3|gg MALFORMED",
					"workers:3|g@0.1 MALFORMED", "workers MALFORMED", "workers|g MALFORMED", "workers:3 MALFORMED",
					"workers:3| MALFORMED", "workers:3||g MALFORMED", ":3|g MALFORMED", "|g MALFORMED", ": MALFORMED",
					"workers|3:g MALFORMED", "workers:3|g| MALFORMED", "workers:3|g||c:1 MALFORMED",
					"workers:3|g|x| MALFORMED", "workers:3|g|#a|#b MALFORMED", "workers:3|g|@1|@1 MALFORMED",
					"workers:3|g|x|@2 MALFORMED", "_sc|redis|2 MALFORMED", "workers:x|g|y INVALID_VALUE" })
	void parseWhenLineIsNotAGaugeRefusesIt(String line, StatsdOutcome reason) {
		assertThat(parse(line)).isEqualTo(reason);
		assertThat(this.gauges.total()).isZero();
	}

	@ParameterizedTest
	@CsvSource(delimiter = ' ',
			value = { "@ MALFORMED", "@0 MALFORMED", "@0.0 MALFORMED", "@1.1 MALFORMED", "@2 MALFORMED",
					"@-0.1 MALFORMED", "@.1 MALFORMED", "@1. MALFORMED", "@1e-1 MALFORMED", "@NaN MALFORMED",
					"@0.1x MALFORMED", "@0,1 MALFORMED", "@0.1#a MALFORMED", "@٠.١ MALFORMED",
					"@99999999999999999999 MALFORMED" })
	void parseWhenRateIsWrongRefusesTheLine(String field, StatsdOutcome reason) {
		assertThat(parse("workers:3|g|" + field)).isEqualTo(reason);
		assertThat(this.gauges.total()).isZero();
	}

	@ParameterizedTest
	@CsvSource(delimiter = ' ', quoteCharacter = '"', value = { "\"\" INVALID_VALUE", "NaN INVALID_VALUE",
			"nan INVALID_VALUE", "Infinity INVALID_VALUE", "-inf INVALID_VALUE", "1_0 INVALID_VALUE", "٣ INVALID_VALUE",
			"３ INVALID_VALUE", "1e3 INVALID_VALUE", "0x10 INVALID_VALUE", "3f INVALID_VALUE", "3L INVALID_VALUE",
			"\" 3\" INVALID_VALUE", "\"3 \" INVALID_VALUE", "1,000 INVALID_VALUE", "1:2 INVALID_VALUE",
			"+ INVALID_VALUE", "- INVALID_VALUE", "++1 INVALID_VALUE", "+-1 INVALID_VALUE", "3. INVALID_VALUE",
			".5 INVALID_VALUE", "3.0.0 INVALID_VALUE", "3.-0 INVALID_VALUE", "3.x INVALID_VALUE", "3.5 INVALID_VALUE",
			"0.1 INVALID_VALUE", "-0.1 INVALID_VALUE", "3.0000000000000000001 INVALID_VALUE",
			"99999999999.5 INVALID_VALUE", "2147483648 OUT_OF_RANGE", "-2147483648 OUT_OF_RANGE",
			"99999999999999999999999999 OUT_OF_RANGE", "18446744073709551617 OUT_OF_RANGE", "4294967297 OUT_OF_RANGE" })
	void parseWhenValueIsWrongRefusesTheLine(String value, StatsdOutcome reason) {
		assertThat(parse("workers:" + value + "|g")).isEqualTo(reason);
		assertThat(this.gauges.total()).isZero();
	}

	@Test
	void parseWhenLocaleHasOtherDigitsReadsTheSame() {
		Locale locale = Locale.getDefault();
		try {
			Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
			assertThat(parse("workers:3|g")).isEqualTo(StatsdOutcome.COUNTED);
			assertThat(this.gauges.total()).isEqualTo(3);
		}
		finally {
			Locale.setDefault(locale);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "gunicorn.workers:3|g", "gunicorn.workers:3|g|@1|#app:shop" })
	void parseAllocatesAtMostAKilobyte(String line) {
		ThreadMXBean threads = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);
		parse(line);
		long before = threads.getCurrentThreadAllocatedBytes();
		for (int i = 0; i < 1000; i++) {
			parse(line);
		}
		assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThanOrEqualTo(1000 * 1024);
	}

}
