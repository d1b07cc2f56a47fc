package dev.healthcheck.it;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A WAR without any library of an embedded server, as {@code spring-boot-starter-tomcat}
 * in the scope {@code provided} leaves it.
 */
@Execution(ExecutionMode.CONCURRENT)
class WarIT {

	@TempDir
	Path directory;

	@Test
	void whenThereIsNoLibraryOfAnEmbeddedServerTheApplicationStarts() throws Exception {
		Path war = this.directory.resolve("application");
		Jar.WAR.unpack(war);
		try (Stream<Path> libraries = Files.list(war.resolve("WEB-INF/lib"))) {
			for (Path library : (Iterable<Path>) libraries::iterator) {
				if (library.getFileName().toString().startsWith("spring-boot-web-server-")) {
					Files.delete(library);
				}
			}
		}
		LocalPort port = LocalPort.free();
		try (Program program = Program.start(Jdk.current(), this.directory,
				List.of("-Dhealthcheck.server.port=" + port.ofProbes().number(), "-cp", WarServer.classPath(),
						WarServer.class.getName(), this.directory.resolve("tomcat").toString(), war.toString(),
						String.valueOf(port.number())))) {
			program.awaitLine("(process running for ");
			assertThat(Endpoint.of(port.number()).get("/hello").body()).isEqualTo("hello");
			assertThat(Endpoint.of(port.ofProbes().number()).get("/livez").body()).isEqualTo("ok");
		}
	}

}
