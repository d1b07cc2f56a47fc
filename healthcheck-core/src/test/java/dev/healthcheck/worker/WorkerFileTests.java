package dev.healthcheck.worker;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

/**
 * Tests for {@link WorkerFile}.
 */
class WorkerFileTests {

	private final WorkerProcess process = new WorkerProcess(12, 345, "boot", "4026531836");

	@TempDir
	private Path directory;

	@Test
	void readWhenContentIsOursReturnsIt() throws IOException {
		WorkerFile content = new WorkerFile(this.process, "shop=ä");
		Path file = Files.write(this.directory.resolve("w"), content.content());
		assertThat(WorkerFile.read(file)).isEqualTo(content);
	}

	@Test
	void contentIsWrittenForPeopleToRead() {
		assertThat(new String(new WorkerFile(this.process, "shop").content(), StandardCharsets.UTF_8)).isEqualTo("""
				healthcheck.worker=1
				pid=12
				start=345
				boot=boot
				namespace=4026531836
				application=shop
				""");
	}

	@Test
	void contentWhenApplicationIsHostileStaysSmallAndOnItsLine() throws IOException {
		WorkerFile content = new WorkerFile(this.process, "a\npid=13\r" + "\u20ac".repeat(9999));
		assertThat(content.content().length).isLessThan(4096);
		WorkerFile parsed = WorkerFile.parse(new String(content.content(), StandardCharsets.UTF_8));
		assertThat(parsed).isEqualTo(content);
		assertThat(content.application()).startsWith("a pid=13 \u20ac").hasSize(256);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "12\n", "pid=12", "healthcheck.worke", "\n\nhealthcheck.worker=1\npid=12" })
	void parseWhenContentIsNotOursReturnsNull(String content) throws IOException {
		assertThat(WorkerFile.parse(content)).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "healthcheck.worker=", "healthcheck.worker=1", "healthcheck.worker=2\npid=1",
			"healthcheck.worker=1\npid=1\n", "healthcheck.worker=1\npid=x\nstart=1\nboot=\nnamespace=\napplication=",
			"healthcheck.worker=1\npid=1\nstart=\nboot=\nnamespace=\napplication=" })
	void parseWhenContentIsOursAndMalformedThrows(String content) {
		assertThatIOException().isThrownBy(() -> WorkerFile.parse(content)).withMessageStartingWith("A worker file");
	}

	@Test
	void parseWhenContentHasUnknownKeysIgnoresThem() throws IOException {
		String content = new String(new WorkerFile(this.process, "shop").content(), StandardCharsets.UTF_8);
		WorkerFile parsed = WorkerFile.parse(content + "later=1\nnonsense\n");
		assertThat(parsed).isEqualTo(new WorkerFile(this.process, "shop"));
	}

	@Test
	void readWhenFileIsALinkThrows() throws IOException {
		Path file = Files.write(this.directory.resolve("w"), new WorkerFile(this.process, "shop").content());
		Path link = Files.createSymbolicLink(this.directory.resolve("link"), file);
		assertThatIOException().isThrownBy(() -> WorkerFile.read(link));
	}

	@Test
	void readWhenFileIsLargeReadsOnlyItsStart() throws IOException {
		byte[] content = new WorkerFile(this.process, "shop").content();
		byte[] large = new byte[5_000_000];
		System.arraycopy(content, 0, large, 0, content.length);
		WorkerFile read = WorkerFile.read(Files.write(this.directory.resolve("w"), large));
		assertThat(read).isEqualTo(new WorkerFile(this.process, "shop"));
		byte[] padded = (" ".repeat(4096) + "healthcheck.worker=1").getBytes(StandardCharsets.UTF_8);
		assertThat(WorkerFile.read(Files.write(this.directory.resolve("p"), padded))).isNull();
	}

}
