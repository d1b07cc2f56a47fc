package dev.healthcheck.statsd;

import java.net.InetAddress;
import java.net.UnknownHostException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link AddressRange}.
 */
class AddressRangeTests {

	@ParameterizedTest
	@CsvSource({ "127.0.0.1, 127.0.0.1, true", "127.0.0.1, 127.0.0.2, false", "10.1.0.0/16, 10.1.255.255, true",
			"10.1.0.0/16, 10.2.0.0, false", "10.128.0.0/9, 10.128.0.1, true", "10.128.0.0/9, 10.127.255.255, false",
			"10.0.0.0/13, 10.7.0.1, true", "10.0.0.0/13, 10.8.0.1, false", "0.0.0.0/0, 255.1.2.3, true",
			"0.0.0.0/0, ::2, false", "10.1.2.3/32, 10.1.2.3, true", "10.1.2.3/31, 10.1.2.2, true",
			"10.1.2.3/32, 10.1.2.2, false", "::1, ::1, true", "::1, ::2, false", "fd00::/8, fdff::1, true",
			"fd00::/8, fe00::1, false", "::ffff:10.1.2.3, 10.1.2.3, true", "::ffff:10.1.0.0/112, 10.1.255.255, true",
			"::ffff:10.1.0.0/112, 10.2.0.0, false", "::ffff:a01:203/128, 10.1.2.3, true",
			"::ffff:0.0.0.0/96, 10.1.2.3, true", "0:0:0:0:0:0:0:1, ::1, true",
			"255.255.255.255, 255.255.255.255, true" })
	void containsComparesTheFirstBits(String range, String address, boolean contained) throws UnknownHostException {
		assertThat(AddressRange.of(range).contains(InetAddress.getByName(address).getAddress())).isEqualTo(contained);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "localhost", "10.1", "10.1.2.256", "10.1.2.3.4", "1e1.1.1.1", "10.1.2.3/33",
			"10.1.2.3/-1", "10.1.2.3/", "10.1.2.3/8/8", "10.1.2.3/٨", "::1/129", "::ffff:10.1.2.3/95",
			"::ffff:10.1.2.3/129", ":::", "1::2::3", "[::1]", "::1%lo", " 10.1.2.3", "010.1.2.3" })
	void ofWhenTextIsNotAnAddressThrows(String text) {
		assertThatIllegalArgumentException().isThrownBy(() -> AddressRange.of(text))
			.withMessageContaining("'" + text + "' is not an IP address");
	}

}
