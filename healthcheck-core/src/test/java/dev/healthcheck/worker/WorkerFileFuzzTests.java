package dev.healthcheck.worker;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.junit.jupiter.api.Tag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Names and contents of worker files as a fuzzer finds them.
 */
@Tag("fuzz")
class WorkerFileFuzzTests {

	private static final WorkerFileName NAME = WorkerFileName.of(Path.of("directory"), ".shop.worker.{}.up");

	@FuzzTest(maxDuration = "2m")
	void contentIsUnderstoodRefusedOrForeign(byte[] content) {
		String text = new String(content, StandardCharsets.UTF_8);
		WorkerFile file;
		try {
			file = WorkerFile.parse(text);
		}
		catch (IOException ex) {
			assertThat(text).startsWith("healthcheck.worker=");
			return;
		}
		if (file == null) {
			assertThat(text).doesNotStartWith("healthcheck.worker=");
			return;
		}
		assertThat(text).startsWith("healthcheck.worker=1\n").contains("pid=", "start=", "boot=", "namespace=");
		assertThat(file.application()).hasSizeLessThanOrEqualTo(256).doesNotContainPattern("\\p{Cc}");
	}

	@FuzzTest(maxDuration = "2m")
	void nameIsThatOfAWorkerOrNot(byte[] content) {
		String digits = new String(content, StandardCharsets.UTF_8);
		long expected = digits.matches("[1-9][0-9]{0,17}") ? new BigInteger(digits).longValueExact() : -1;
		assertThat(NAME.digits(".shop.worker." + digits + ".up")).isEqualTo(expected);
		assertThat(NAME.digits(digits)).isEqualTo(oracle(digits));
		assertThat(NAME.isTemporary(".tmp-.shop.worker." + digits + ".up")).isEqualTo(expected > 0);
	}

	@FuzzTest(maxDuration = "2m")
	void patternIsRefusedOrNamesFilesOfTheDirectory(byte[] content) {
		String pattern = new String(content, StandardCharsets.UTF_8);
		boolean once = pattern.split("\\{}", -1).length == 2;
		if (!once || pattern.contains("/") || pattern.indexOf('\0') >= 0 || !isEncodable(pattern)) {
			assertThatExceptionOfType(IllegalArgumentException.class)
				.isThrownBy(() -> WorkerFileName.of(Path.of("directory"), pattern))
				.withMessageContaining("Worker file name");
			return;
		}
		WorkerFileName name = WorkerFileName.of(Path.of("directory"), pattern);
		Path file = name.file(42);
		assertThat(file.getParent()).isEqualTo(Path.of("directory").toAbsolutePath());
		assertThat(name.digits(file.getFileName().toString())).isEqualTo(42);
		assertThat(name.isTemporary(name.temporary(42).getFileName().toString())).isTrue();
	}

	/** Whether the file system can have such a name: by the locale, not by us. */
	private static boolean isEncodable(String pattern) {
		try {
			return Path.of("x" + pattern).toString().equals("x" + pattern);
		}
		catch (InvalidPathException ex) {
			return false;
		}
	}

	private static long oracle(String name) {
		return name.matches("\\.shop\\.worker\\.[1-9][0-9]{0,17}\\.up") ? Long.parseLong(name.replaceAll("\\D", ""))
				: -1;
	}

}
