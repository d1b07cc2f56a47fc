package dev.healthcheck.spring.appserver;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

import dev.healthcheck.spring.appserver.ListenerTable.Listener;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class ListenerTableTests {

	private static final String HEADER = "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt\n";

	private static final String TCP = HEADER
			+ "   0: 0100007F:1F90 00000000:0000 0A 00000000:00000003 00:00000000 00000000     0        0 1 1\n"
			+ "   1: 00000000:1F91 00000000:0000 0A 00000000:0000001A 00:00000000 00000000     0        0 2 1\n"
			+ "   2: 0200000A:1F92 00000000:0000 0A 00000000:00000005 00:00000000 00000000     0        0 3 1\n"
			+ "   3: 0200000A:1F92 00000000:0000 0A 00000000:00000004 00:00000000 00000000     0        0 4 1\n"
			+ "   4: 0100007F:1F93 0100007F:C001 01 00000000:00000009 00:00000000 00000000     0        0 5 1\n"
			+ "   5: 0100007F:1F94 00000000:0000 0A 00000000:00000009 00:00000000 00000000     0        0 6 1\n";

	private static final String TCP6 = HEADER
			+ "   0: 00000000000000000000000000000000:2383 00000000000000000000000000000000:0000 0A 00000000:00000006 00\n"
			+ "   1: 00000000000000000000000001000000:2384 00000000000000000000000000000000:0000 0A 00000000:00000007 00\n"
			+ "   2: 0000000000000000FFFF00000200000A:2385 00000000000000000000000000000000:0000 0A 00000000:00000008 00\n";

	@TempDir
	private Path directory;

	@BeforeEach
	void write() throws IOException {
		Assumptions.assumeTrue(ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN);
		Files.writeString(this.directory.resolve("tcp"), TCP);
		Files.writeString(this.directory.resolve("tcp6"), TCP6);
	}

	@ParameterizedTest
	@CsvSource({ "127.0.0.1, 8080, 3", "0.0.0.0, 8081, 26", "10.0.0.2, 8082, 4", "::, 9091, 6", "::1, 9092, 7",
			"10.0.0.2, 9093, 8", "0.0.0.0, 9091, 6", "::, 8081, 26" })
	void whenPortIsListenedOnItIsFound(String host, int port, int waiting) throws IOException {
		assertThat(find(host, port)).isEqualTo(new Listener(true, true, waiting));
	}

	@ParameterizedTest
	@CsvSource({ "127.0.0.1, 8081", "127.0.0.1, 8083", "127.0.0.2, 8080", "0.0.0.0, 8080", "::1, 9091",
			"10.0.0.2, 8080" })
	void whenPortIsNotListenedOnItIsAbsent(String host, int port) throws IOException {
		assertThat(find(host, port)).isEqualTo(Listener.ABSENT);
	}

	@Test
	void whenThereIsNoIpv6TheOtherListIsEnough() throws IOException {
		Files.delete(this.directory.resolve("tcp6"));
		assertThat(find("127.0.0.1", 8080).waiting()).isEqualTo(3);
		assertThat(find("::1", 9092)).isEqualTo(Listener.ABSENT);
	}

	@Test
	void whenThereIsNoListNothingIsKnown() throws IOException {
		Files.delete(this.directory.resolve("tcp"));
		Files.delete(this.directory.resolve("tcp6"));
		assertThat(find("127.0.0.1", 8080)).isEqualTo(Listener.UNKNOWN);
	}

	@Test
	void whenListCannotBeReadNothingIsKnown() throws IOException {
		Files.delete(this.directory.resolve("tcp6"));
		Files.createDirectory(this.directory.resolve("tcp6"));
		assertThat(find("127.0.0.1", 8080)).isEqualTo(Listener.UNKNOWN);
	}

	@ParameterizedTest
	@CsvSource({ "'  0: x'", "'  0: 0100007F:1F90 0 0A 0:x'", "'  0: 01:1F90 0 0A 0:1'", "'\u00e9'" })
	void whenListIsOfAnotherFormNothingIsKnown(String line) throws IOException {
		Files.writeString(this.directory.resolve("tcp6"), HEADER + line + "\n");
		assertThat(find("127.0.0.1", 8080)).isEqualTo(Listener.UNKNOWN);
	}

	@Test
	@EnabledOnOs(OS.LINUX)
	void whenConnectionsAreNotAcceptedTheyAreCounted() throws IOException {
		for (InetAddress address : new InetAddress[] { InetAddress.getLoopbackAddress(),
				new InetSocketAddress(0).getAddress() }) {
			InetSocketAddress bound;
			try (ServerSocket server = new ServerSocket(0, 10, address);
					Socket first = new Socket(InetAddress.getLoopbackAddress(), server.getLocalPort());
					Socket second = new Socket(InetAddress.getLoopbackAddress(), server.getLocalPort())) {
				bound = (InetSocketAddress) server.getLocalSocketAddress();
				assertThat(second.isConnected()).isEqualTo(first.isConnected());
				Awaitility.await().until(() -> real(bound).waiting() == 2);
			}
			assertThat(real(bound)).isEqualTo(Listener.ABSENT);
		}
	}

	private static Listener real(InetSocketAddress address) {
		return ListenerTable.read(ListenerTable.PROC).find(address);
	}

	private Listener find(String host, int port) throws IOException {
		return ListenerTable.read(this.directory).find(new InetSocketAddress(InetAddress.getByName(host), port));
	}

}
