package dev.healthcheck.statsd;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
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

	private final DatagramReader reader = new DatagramReader(new StatsdParser(Set.of("a", "b"), this.gauges));

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
		assertThat(this.reader.lines()).containsOnlyKeys(StatsdOutcome.COUNTED);
		assertThat(this.reader.datagrams()).isEqualTo(1);
	}

	@Test
	void readWhenOneLineIsWrongReadsTheOthers() {
		read("a:1|g\nnonsense\n\n\r\n\u00ff\u00fe\nc:5|g\na:5|c\nb:-1|g\nb:2|g");
		assertThat(this.gauges.total()).isEqualTo(3);
		assertThat(this.reader.lines()).isEqualTo(Map.of(StatsdOutcome.COUNTED, 2L, StatsdOutcome.MALFORMED, 3L,
				StatsdOutcome.OTHER_METRIC, 1L, StatsdOutcome.OUT_OF_RANGE, 1L));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "\n", "\r", "\r\n" })
	void readWhenDatagramIsEmptyCountsNoLine(String datagram) {
		read(datagram);
		assertThat(this.reader.datagrams()).isEqualTo(1);
		assertThat(this.reader.lines()).isEmpty();
	}

	@Test
	void readWhenLineHasTwoCarriageReturnsTakesOffOne() {
		read("a:1|g\r\r\n");
		assertThat(this.reader.lines()).isEqualTo(Map.of(StatsdOutcome.MALFORMED, 1L));
	}

	// A lone and a cut sequence, an overlong form, a surrogate, what is above U+10FFFF
	@ParameterizedTest
	@ValueSource(strings = { "a:1|g|#\u0080", "a:1|g|#\u00c3", "a:1|g|#\u00c0\u00af", "a:1|g|#\u00ed\u00a0\u0080",
			"a:1|g|#\u00f4\u0090\u0080\u0080", "c:1|g|#\u00ff" })
	void readWhenLineIsNotUtf8RefusesIt(String datagram) {
		read(datagram);
		read("a:1|g|#\u00c3\u00a9");
		assertThat(this.reader.lines()).isEqualTo(Map.of(StatsdOutcome.MALFORMED, 1L, StatsdOutcome.COUNTED, 1L));
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
		assertThat(this.reader.lines()).isEqualTo(Map.of(StatsdOutcome.TOO_LONG, 1L));
	}

	@Test
	void readLooksAtNothingBehindTheLength() {
		byte[] bytes = "a:12|g".getBytes(StandardCharsets.US_ASCII);
		this.reader.read(bytes, 3, this.source);
		assertThat(this.reader.lines()).isEqualTo(Map.of(StatsdOutcome.MALFORMED, 1L));
	}

	@ParameterizedTest
	@ValueSource(strings = { "a:1|g%s|x", "a:1|g%s|x|@", "a:%s9|g", "a:1%s.0|g", "a:1|g%s|#a|#b" })
	void readWhenLineIsOfTheGreatestLengthOverflowsNoStack(String datagram) {
		String filler = datagram.contains("|g%s") ? "|x" : "0";
		int times = (DatagramReader.MAX_BYTES - datagram.length()) / filler.length();
		read(datagram.formatted(filler.repeat(times)));
		assertThat(this.reader.lines()).hasSize(1);
	}

}
