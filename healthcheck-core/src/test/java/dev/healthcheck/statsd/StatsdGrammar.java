package dev.healthcheck.statsd;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * Makes datagrams: most are nearly right, since nonsense alone never gets past the name.
 */
final class StatsdGrammar {

	private static final String[] NAMES = { "workers", "gunicorn.workers" };

	private static final String[] WRONG_NAMES = { "gunicorn.requests", "workers2", "", "w\u00f6rkers", "workers|" };

	private static final String[] NUMBERS = { "0", "1", "1", "2", "3", "7", "10", "007", "3.0", "3.000000",
			"2147483646", "2147483647" };

	private static final String[] WRONG_NUMBERS = { "0.5", "1.25", "2147483648", "4294967297", "99999999999999999999",
			"1_0", "\u0663", "\uff13", "NaN", "inf", "Infinity", "1e3", "0x10", "", " 3", "3 ", ".5", "3.", "1:2",
			"1,0", "--1", "+-1" };

	private static final String[] SIGNS = { "", "", "", "", "+", "-" };

	private static final String[] TYPES = { "g" };

	private static final String[] WRONG_TYPES = { "c", "ms", "G", "", "gg", "g " };

	private static final String[] FIELDS = { "|@1", "|@0.1", "|@1.0", "|#a:b", "|#a:b,c", "|#\u00e9", "|#", "|c:ci-1",
			"|e:it-1", "|card:low", "|T1700000000", "|x" };

	private static final String[] WRONG_FIELDS = { "|@0", "|@1.1", "|@1e-1", "|@", "|", "||" };

	private static final String[] ENDS = { "\n", "\r\n" };

	private static final String[] WRONG_ENDS = { "\n\n", "", "\r" };

	private static final byte[] BYTES = ":|@#+-.0123456789\n\r\u0000 gcm_e\u0080\u00c3\u00ff"
		.getBytes(StandardCharsets.ISO_8859_1);

	private final RandomGenerator random;

	StatsdGrammar(RandomGenerator random) {
		this.random = random;
	}

	byte[] datagram() {
		StringBuilder text = new StringBuilder();
		int lines = Math.max(1, this.random.nextInt(5) - 1);
		for (int i = 0; i < lines; i++) {
			text.append(line()).append((i + 1 < lines || this.random.nextBoolean()) ? any(ENDS, WRONG_ENDS) : "");
		}
		byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
		int mutations = Math.max(0, this.random.nextInt(6) - 3);
		for (int i = 0; i < mutations; i++) {
			bytes = mutate(bytes);
		}
		return bytes;
	}

	private String line() {
		StringBuilder line = new StringBuilder();
		line.append(any(NAMES, WRONG_NAMES)).append(':');
		line.append(SIGNS[this.random.nextInt(SIGNS.length)]).append(any(NUMBERS, WRONG_NUMBERS));
		line.append('|').append(any(TYPES, WRONG_TYPES));
		for (int i = Math.max(0, this.random.nextInt(6) - 3); i > 0; i--) {
			line.append(any(FIELDS, WRONG_FIELDS));
		}
		return line.toString();
	}

	private String any(String[] right, String[] wrong) {
		String[] of = (this.random.nextInt(8) == 0) ? wrong : right;
		return of[this.random.nextInt(of.length)];
	}

	private byte[] mutate(byte[] bytes) {
		int at = this.random.nextInt(bytes.length + 1);
		return switch (this.random.nextInt(6)) {
			case 0 -> splice(bytes, at, at, new byte[] { BYTES[this.random.nextInt(BYTES.length)] });
			case 1 -> splice(bytes, at, at + 1, new byte[] { BYTES[this.random.nextInt(BYTES.length)] });
			case 2 -> splice(bytes, at, at + 1, new byte[0]);
			case 3 -> splice(bytes, at, bytes.length, new byte[0]);
			case 4 -> splice(bytes, at, at, Arrays.copyOfRange(bytes, this.random.nextInt(at + 1), at));
			// Now and then around and above the greatest length
			default -> (this.random.nextInt(1000) == 0)
					? splice(bytes, at, at,
							" ".repeat(9200 + this.random.nextInt(20)).getBytes(StandardCharsets.US_ASCII))
					: splice(bytes, at, at + 1, new byte[] { (byte) this.random.nextInt() });
		};
	}

	private static byte[] splice(byte[] bytes, int from, int to, byte[] with) {
		int end = Math.min(to, bytes.length);
		byte[] spliced = Arrays.copyOf(bytes, bytes.length - (end - from) + with.length);
		System.arraycopy(with, 0, spliced, from, with.length);
		System.arraycopy(bytes, end, spliced, from + with.length, bytes.length - end);
		return spliced;
	}

}
