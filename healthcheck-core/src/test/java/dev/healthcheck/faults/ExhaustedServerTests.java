package dev.healthcheck.faults;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for a probe server whose process has no memory, no descriptor or no thread left:
 * it answers while it can, and as soon as it can.
 */
@Timeout(300)
class ExhaustedServerTests {

	private static final List<String> FEW_FILES = List.of("bash", "-c", "ulimit -n 200; exec \"$@\"", "bash");

	@Test
	void serverWithoutMemoryAnswersWhenItIsBack() throws Exception {
		try (ChildJvm child = ChildJvm.start(List.of(), Map.of(), ChildJvm.classPath(), ServerProgram.class)) {
			int port = Integer.parseInt(child.ask("port"));
			assertThat(status(port, "/readyz")).isEqualTo("200");
			for (int i = 0; i < 3; i++) {
				CompletableFuture<String> filled = CompletableFuture.supplyAsync(() -> {
					try {
						return child.ask("fill memory");
					}
					catch (IOException ex) {
						throw new IllegalStateException(ex);
					}
				});
				while (!filled.isDone()) {
					status(port, "/readyz");
					status(port, "/slow");
				}
				Awaitility.await().until(() -> status(port, "/readyz").equals("200"));
				Awaitility.await().until(() -> status(port, "/slow").equals("200"));
			}
		}
	}

	@Test
	void serverWithoutDescriptorsTakesThatOfAnIdleConnectionAndAnswersAllWhenTheyAreBack() throws Exception {
		SystemCommand.assume("bash");
		try (ChildJvm child = ChildJvm.start(FEW_FILES, Map.of(), ChildJvm.classPath(), ServerProgram.class)) {
			int port = Integer.parseInt(child.ask("port"));
			// Loads what is loaded from files
			assertThat(status(port, "/readyz")).isEqualTo("200");
			try (Socket idle = new Socket(InetAddress.getLoopbackAddress(), port)) {
				assertThat(exchange(idle, "/readyz HTTP/1.1\r\nHost: x", 1)).isEqualTo("H");
				child.ask("open files");
				Awaitility.await().until(() -> status(port, "/readyz").equals("200"));
			}
			child.ask("close files");
			for (int i = 0; i < 100; i++) {
				assertThat(status(port, "/readyz")).isEqualTo("200");
			}
		}
	}

	@Test
	void serverWithoutThreadsAnswersAllThatIsPublished(@TempDir Path directory) throws Exception {
		SystemCommand.assumeRoot();
		SystemCommand.assume("setpriv", "prlimit");
		SystemCommand.run("chmod", "a+rx", directory.toString());
		try (ChildJvm child = ChildJvm.start(SystemCommand.AS_NOBODY, Map.of(), ChildJvm.readableClassPath(directory),
				ServerProgram.class)) {
			int port = Integer.parseInt(child.ask("port"));
			limitThreads(child, "1");
			for (int i = 0; i < 100; i++) {
				assertThat(status(port, "/readyz")).isEqualTo("200");
				assertThat(status(port, "/slow")).isEqualTo("503");
			}
			limitThreads(child, "1000");
			assertThat(status(port, "/slow")).isEqualTo("200");
			assertThat(status(port, "/readyz")).isEqualTo("200");
		}
	}

	private static void limitThreads(ChildJvm child, String limit) throws Exception {
		// The user of a process may lower its limit, and raise it again
		List<String> command = new ArrayList<>(SystemCommand.AS_NOBODY);
		command.addAll(List.of("prlimit", "--pid", Long.toString(child.pid()), "--nproc=" + limit + ":"));
		SystemCommand.run(command.toArray(String[]::new));
	}

	private static String status(int port, String path) {
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
			String head = exchange(socket, path + " HTTP/1.0", 12);
			return head.isEmpty() ? "closed" : head.substring("HTTP/1.1 ".length());
		}
		catch (IOException ex) {
			return ex.toString();
		}
	}

	private static String exchange(Socket socket, String request, int length) throws IOException {
		socket.setSoTimeout(1000);
		socket.getOutputStream().write(("GET " + request + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
		return new String(socket.getInputStream().readNBytes(length), StandardCharsets.US_ASCII);
	}

}
