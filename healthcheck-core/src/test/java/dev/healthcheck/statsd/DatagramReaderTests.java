package dev.healthcheck.statsd;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link DatagramReader}.
 */
class DatagramReaderTests {

	private final InetSocketAddress source = new InetSocketAddress(InetAddress.getLoopbackAddress(), 1);

	private final Gauges gauges = new Gauges(Gauges.LIMIT, null, () -> 0);

	private final OutcomeCounts outcomes = new OutcomeCounts();

	private final DatagramReader reader = reader();

	private DatagramReader reader(String... allow) {
		return new DatagramReader(new AllowedSources(List.of(allow)), new StatsdParser(Set.of("a", "b")), this.gauges,
				this.outcomes);
	}

	private void read(byte[] bytes) {
		this.reader.read(bytes, bytes.length, this.source);
	}

	private void read(String datagram) {
		read(datagram.getBytes(StandardCharsets.ISO_8859_1));
	}

	@ParameterizedTest
	@ValueSource(strings = { "a:1|g\nb:2|g", "a:1|g\nb:2|g\n", "a:1|g\r\nb:2|g", "a:1|g\r\nb:2|g\r\n",
			"a:9|g\na:1|g\nb:2|g" })
	void readWhenThereAreSeveralLinesReadsAll(String datagram) {
		read(datagram);
		assertThat(this.gauges.total()).isEqualTo(3);
		assertThat(this.outcomes.lines()).containsOnlyKeys(StatsdOutcome.COUNTED);
		assertThat(this.outcomes.datagrams()).isEqualTo(1);
	}

	@Test
	void readWhenOneLineIsWrongReadsTheOthers() {
		read("a:1|g\nnonsense\n\n\r\n\u00ff\u00fe\nc:5|g\na:5|c\nb:-1|g\nb:2|g");
		assertThat(this.gauges.total()).isEqualTo(3);
		assertThat(this.outcomes.lines()).isEqualTo(Map.of(StatsdOutcome.COUNTED, 2L, StatsdOutcome.MALFORMED, 1L,
				StatsdOutcome.EMPTY, 2L, StatsdOutcome.NOT_UTF8, 1L, StatsdOutcome.OTHER_METRIC, 1L,
				StatsdOutcome.OTHER_TYPE, 1L, StatsdOutcome.NEGATIVE, 1L));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "\n", "\r", "\r\n" })
	void readWhenDatagramIsEmptyIsOneEmptyLine(String datagram) {
		read(datagram);
		assertThat(this.outcomes.lines()).isEqualTo(Map.of(StatsdOutcome.EMPTY, 1L));
	}

	@Test
	void readWhenLineHasTwoCarriageReturnsTakesOffOne() {
		read("a:1|g\r\r\n");
		assertThat(this.outcomes.lines()).isEqualTo(Map.of(StatsdOutcome.OTHER_TYPE, 1L));
	}

	// A lone and a cut sequence, an overlong form, a surrogate, what is above U+10FFFF
	@ParameterizedTest
	@ValueSource(strings = { "a:1|g|#\u0080", "a:1|g|#\u00c3", "a:1|g|#\u00c0\u00af", "a:1|g|#\u00ed\u00a0\u0080",
			"a:1|g|#\u00f4\u0090\u0080\u0080", "c:1|g|#\u00ff" })
	void readWhenLineIsNotUtf8RefusesIt(String datagram) {
		read(datagram);
		read("a:1|g|#\u00c3\u00a9");
		assertThat(this.outcomes.lines()).isEqualTo(Map.of(StatsdOutcome.NOT_UTF8, 1L, StatsdOutcome.COUNTED, 1L));
	}

	@Test
	void readWhenDatagramIsOfTheGreatestLengthReadsIt() {
		read("a:1|g|#" + "x".repeat(DatagramReader.MAX_BYTES - 7));
		assertThat(this.gauges.total()).isEqualTo(1);
	}

	@Test
	void readWhenDatagramIsTooLongReadsNoneOfIt() {
		read("a:1|g\n" + "x".repeat(DatagramReader.MAX_BYTES - 5));
		assertThat(this.gauges.total()).isZero();
		assertThat(this.outcomes.lines()).isEqualTo(Map.of(StatsdOutcome.TOO_LONG, 1L));
	}

	@Test
	void readLooksAtNothingBehindTheLength() {
		byte[] bytes = "a:12|g".getBytes(StandardCharsets.US_ASCII);
		this.reader.read(bytes, 3, this.source);
		assertThat(this.outcomes.lines()).isEqualTo(Map.of(StatsdOutcome.MALFORMED, 1L));
	}

	@Test
	void readWhenSourceIsNotAllowedReadsNothing() {
		byte[] bytes = "a:1|g\nb:1|g".getBytes(StandardCharsets.US_ASCII);
		reader("10.0.0.0/8", "::1").read(bytes, bytes.length, this.source);
		assertThat(this.gauges.total()).isZero();
		assertThat(this.outcomes.lines()).isEqualTo(Map.of(StatsdOutcome.NOT_ALLOWED, 1L));
		reader("10.0.0.0/8", "127.0.0.1").read(bytes, bytes.length, this.source);
		assertThat(this.gauges.total()).isEqualTo(2);
	}

}
