package dev.healthcheck.statsd;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * Tests for {@link KernelDrops}.
 */
class KernelDropsTests {

	private static final String HEAD = "   sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt"
			+ "   uid  timeout inode ref pointer drops\n";

	private static final String ROW = "  137: %s:1FBD 00000000:0000 07 00000000:00000000 00:00000000 00000000     0"
			+ "        0 6432 2 0000000000000000 %d\n";

	@TempDir
	private Path directory;

	private OptionalLong drops(String table, String host) throws IOException {
		Path file = Files.writeString(this.directory.resolve("udp"), table);
		return new KernelDrops(List.of(this.directory.resolve("none"), file))
			.of(new InetSocketAddress(InetAddress.getByName(host), 8125));
	}

	@ParameterizedTest
	@CsvSource({ "127.0.0.1, 0100007F", "127.0.0.1, 0000000000000000FFFF00000100007F", "10.1.2.3, 0302010A",
			"0.0.0.0, 00000000", "0.0.0.0, 00000000000000000000000000000000", "::1, 00000000000000000000000001000000",
			"fd00::1, 000000FD000000000000000001000000" })
	void ofReadsTheRowOfTheSocket(String host, String hex) throws IOException {
		assumeThat(ByteOrder.nativeOrder()).isEqualTo(ByteOrder.LITTLE_ENDIAN);
		String others = ROW.formatted("0500007F", 1) + ROW.replace("1FBD", "1FBE").formatted(hex, 2);
		assertThat(drops(HEAD + others + ROW.formatted(hex, 42), host)).hasValue(42);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "\n", "a b c\n", "1: 0100007F:1FBD x\n" })
	void ofWhenTableIsUnknownTellsNothing(String table) throws IOException {
		assertThat(drops(table, "127.0.0.1")).isEmpty();
	}

	@Test
	void ofWhenTableCannotBeReadKeepsTheLastNumber() throws IOException {
		assumeThat(ByteOrder.nativeOrder()).isEqualTo(ByteOrder.LITTLE_ENDIAN);
		Path file = Files.writeString(this.directory.resolve("udp"), HEAD + ROW.formatted("0100007F", 42));
		KernelDrops drops = new KernelDrops(List.of(file));
		InetSocketAddress socket = new InetSocketAddress(InetAddress.getLoopbackAddress(), 8125);
		assertThat(drops.of(socket)).hasValue(42);
		Files.delete(file);
		assertThat(drops.of(socket)).isEmpty();
		Files.createDirectory(file);
		assertThat(drops.of(socket)).as("a counter must not go back").hasValue(42);
	}

	@Test
	@EnabledOnOs(OS.LINUX)
	void ofFindsRealSockets() throws IOException {
		for (String host : List.of("127.0.0.1", "0.0.0.0")) {
			try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getByName(host))) {
				assertThat(new KernelDrops().of((InetSocketAddress) socket.getLocalSocketAddress())).hasValue(0);
			}
		}
	}

}
