package dev.healthcheck.faults;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

import dev.healthcheck.check.CheckRunner;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A process that has used up its file descriptors, so that neither a file nor a directory
 * can be opened, while a file can still be seen; or the memory that reading takes. Its
 * classes are in a jar, as those of applications are: a class file of its own could not
 * be opened either.
 */
@Tag("figures")
@EnabledOnOs(OS.LINUX)
@Timeout(60)
class ExhaustedTests {

	private static final String TOO_MANY = "Too many open files";

	private static final String COUNTED = "UP 2 of 2 workers ready";

	@TempDir
	private Path directory;

	private Process other;

	private ChildJvm instance;

	@BeforeEach
	void start() throws Exception {
		SystemCommand.assume("bash");
		this.other = new ProcessBuilder("sleep", "600").start();
		Files.createFile(this.directory.resolve(".w." + this.other.pid()));
		this.instance = ChildJvm.start(List.of("bash", "-c", "ulimit -n 64; exec \"$@\"", "bash"),
				Map.of("JAVA_TOOL_OPTIONS", "-XX:MaxDirectMemorySize=1m -Djdk.nio.maxCachedBufferSize=0"),
				jar(this.directory.resolve("classes.jar")), InstanceProgram.class, this.directory.toString());
		// Descriptors that the JVM opens for good are open from now on
		useUpDescriptors();
		assertThat(this.instance.ask("release")).isEqualTo("released");
	}

	@AfterEach
	void stop() throws IOException {
		if (this.instance != null) {
			this.instance.close();
			this.other.destroyForcibly();
		}
	}

	private static String jar(Path jar) throws Exception {
		try (OutputStream out = Files.newOutputStream(jar); JarOutputStream classes = new JarOutputStream(out)) {
			for (Class<?> type : List.of(CheckRunner.class, InstanceProgram.class)) {
				Path root = Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
				try (Stream<Path> files = Files.walk(root)) {
					for (Path file : files.filter(Files::isRegularFile).toList()) {
						classes.putNextEntry(new JarEntry(root.relativize(file).toString()));
						Files.copy(file, classes);
					}
				}
			}
		}
		return jar.toString();
	}

	private void write(String content, Instant written) throws IOException {
		Path file = Files.writeString(this.directory.resolve(".maintenance"), content);
		Files.setLastModifiedTime(file, FileTime.from(written));
	}

	private void useUpDescriptors() throws IOException {
		assertThat(this.instance.ask("use-up-descriptors")).contains(TOO_MANY);
	}

	@Test
	void whenAnEndHasPassedTheFileDoesNotCountAgain() throws IOException {
		Instant end = Instant.now().minus(Duration.ofHours(1));
		write("disks\nuntil: " + end + "\n", end.minusSeconds(60));
		assertThat(this.instance.ask("maintenance")).isEqualTo("UP");
		useUpDescriptors();
		for (int i = 0; i < 3; i++) {
			assertThat(this.instance.ask("maintenance")).startsWith("UP; ").contains(TOO_MANY);
		}
		this.instance.ask("release");
		assertThat(this.instance.ask("maintenance")).isEqualTo("UP");
		assertThat(this.instance.errors()).filteredOn((line) -> line.contains("maintenance file"))
			.satisfiesExactly((line) -> assertThat(line).startsWith("WARNING: Failed to check").contains(TOO_MANY),
					(line) -> assertThat(line).isEqualTo("INFO: The maintenance file can be checked again"));
	}

	@Test
	void whenInMaintenanceItStaysUntilTheFileIsGone() throws Exception {
		write("disks", Instant.now());
		assertThat(this.instance.ask("maintenance")).isEqualTo("MAINTENANCE disks");
		useUpDescriptors();
		assertThat(this.instance.ask("maintenance")).startsWith("MAINTENANCE disks; ").contains(TOO_MANY);
		// That it is gone needs no descriptor
		Files.delete(this.directory.resolve(".maintenance"));
		assertThat(this.instance.ask("maintenance")).isEqualTo("UP");
	}

	@Test
	void whenAFileAppearsItCountsIfItSaysNothing() throws Exception {
		useUpDescriptors();
		assertThat(this.instance.ask("maintenance")).isEqualTo("UP");
		write("disks\nuntil: " + Instant.now().plusSeconds(3600), Instant.now());
		assertThat(this.instance.ask("maintenance")).startsWith("UP; ").contains(TOO_MANY);
		write("", Instant.now());
		assertThat(this.instance.ask("maintenance")).isEqualTo("MAINTENANCE");
	}

	@Test
	void whenNothingCanBeOpenedTheWorkersThatWereSeenStillCount() throws Exception {
		assertThat(this.instance.ask("workers")).isEqualTo(COUNTED);
		useUpDescriptors();
		for (int i = 0; i < 3; i++) {
			assertThat(this.instance.ask("workers")).startsWith(COUNTED + "; directory '" + this.directory + "' cannot")
				.contains(TOO_MANY);
		}
		this.instance.ask("release");
		assertThat(this.instance.ask("workers")).isEqualTo(COUNTED);
		this.other.destroyForcibly().waitFor();
		assertThat(this.instance.ask("workers")).startsWith("DOWN 1 of 2");
		assertThat(this.instance.errors()).filteredOn((line) -> line.contains("workers c"))
			.satisfiesExactly((line) -> assertThat(line).startsWith("WARNING: Other workers cannot").contains(TOO_MANY),
					(line) -> assertThat(line).isEqualTo("INFO: Other workers can be counted again"));
	}

	@Test
	void whenNothingCanBeReadForWantOfMemoryTheLastKnownStateCounts() throws Exception {
		write("disks", Instant.now());
		assertThat(this.instance.ask("workers")).isEqualTo(COUNTED);
		assertThat(this.instance.ask("maintenance")).isEqualTo("MAINTENANCE disks");
		boolean failing = this.instance.ask("use-up-memory").contains("OutOfMemoryError");
		SystemCommand.assume(failing, "a JVM that limits the buffers that files are read with");
		assertThat(this.instance.ask("workers")).startsWith(COUNTED + "; ").contains("OutOfMemoryError");
		assertThat(this.instance.ask("maintenance")).startsWith("MAINTENANCE disks; ").contains("OutOfMemoryError");
		this.instance.ask("release");
		assertThat(this.instance.ask("workers")).isEqualTo(COUNTED);
		assertThat(this.instance.ask("maintenance")).isEqualTo("MAINTENANCE disks");
	}

}
