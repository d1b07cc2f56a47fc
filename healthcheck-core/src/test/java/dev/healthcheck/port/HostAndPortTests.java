package dev.healthcheck.port;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link HostAndPort}.
 */
class HostAndPortTests {

	@ParameterizedTest
	@CsvSource({ "127.0.0.1, 127.0.0.1:80", "0.0.0.0, *:80", "::, *:80", "0:0:0:0:0:0:0:1, [::1]:80", "::1, [::1]:80",
			"2001:DB8:0:0:1:0:0:1, [2001:db8::1:0:0:1]:80", "2001:db8:0:1:1:1:1:1, [2001:db8:0:1:1:1:1:1]:80",
			"2001:0:0:1:0:0:0:1, [2001:0:0:1::1]:80", "fd00:0:0:0:0:0:0:0, [fd00::]:80",
			"10:0:0:20:a0:0:0:b0, [10::20:a0:0:0:b0]:80", "::ffff:10.1.2.3, 10.1.2.3:80", "::a, [::a]:80",
			"1:2:3:4:5:6:7:8, [1:2:3:4:5:6:7:8]:80" })
	void ofWritesAnAddressInItsShortForm(String address, String text) throws UnknownHostException {
		assertThat(HostAndPort.of(new InetSocketAddress(InetAddress.getByName(address), 80))).isEqualTo(text);
		assertThat(HostAndPort.of(new InetSocketAddress(address, 80))).isEqualTo(text);
	}

	@Test
	void ofKeepsTheNameThatWasGiven() throws UnknownHostException {
		assertThat(HostAndPort.of(new InetSocketAddress(InetAddress.getByName("localhost"), 8125)))
			.isEqualTo("localhost:8125");
		assertThat(HostAndPort.of(InetSocketAddress.createUnresolved("no such host", 1))).isEqualTo("no such host:1");
		assertThat(HostAndPort.of(InetSocketAddress.createUnresolved("::x", 1))).isEqualTo("[::x]:1");
	}

	@Test
	void ofWhenThereIsNoAddressMeansAllInterfaces() {
		assertThat(HostAndPort.of(new InetSocketAddress(8081))).isEqualTo("*:8081");
	}

	@Test
	void ofKeepsTheZone() throws UnknownHostException {
		byte[] bytes = new byte[16];
		bytes[0] = (byte) 0xFE;
		bytes[1] = (byte) 0x80;
		bytes[15] = 1;
		InetAddress address = Inet6Address.getByAddress(null, bytes, 1);
		String text = HostAndPort.of(new InetSocketAddress(address, 80));
		assertThat(text).isEqualTo("[fe80::1%1]:80");
		assertThat(InetAddress.getByName(URI.create("http://" + text).getHost())).isEqualTo(address);
	}

}
