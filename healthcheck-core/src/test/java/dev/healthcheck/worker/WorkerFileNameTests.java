package dev.healthcheck.worker;

import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link WorkerFileName}.
 */
class WorkerFileNameTests {

	private static final Path DIRECTORY = Path.of("workers");

	@ParameterizedTest
	@CsvSource(delimiter = '|', ignoreLeadingAndTrailingWhitespace = false, textBlock = """
			.gunicorn.worker.{}|.gunicorn.worker.1|1
			.gunicorn.worker.{}|.gunicorn.worker.4194304|4194304
			.gunicorn.worker.{}|.gunicorn.worker.123456789012345678|123456789012345678
			.gunicorn.worker.{}|.gunicorn.worker.1234567890123456789|-1
			.gunicorn.worker.{}|.gunicorn.worker.|-1
			.gunicorn.worker.{}|.gunicorn.worker.0|-1
			.gunicorn.worker.{}|.gunicorn.worker.01|-1
			.gunicorn.worker.{}|.gunicorn.worker.-1|-1
			.gunicorn.worker.{}|.gunicorn.worker.+1|-1
			.gunicorn.worker.{}|.gunicorn.worker. 1|-1
			.gunicorn.worker.{}|.gunicorn.worker.1_0|-1
			.gunicorn.worker.{}|.gunicorn.worker.12.old.bak|-1
			.gunicorn.worker.{}|.gunicorn.worker.\u0661\u0662|-1
			.gunicorn.worker.{}|.gunicorn.worker.\uff11|-1
			.gunicorn.worker.{}|.gunicorn.worker.x|-1
			.gunicorn.worker.{}|.gunicornXworkerX12|-1
			.gunicorn.worker.{}|.tmp-.gunicorn.worker.12|-1
			w-{}.pid|w-12.pid|12
			w-{}.pid|w-12.pi|-1
			w-{}.pid|w-.pid|-1
			w1{}1|w1|-1
			w1{}1|w11|-1
			w1{}1|w1121|12
			{}|12|12
			{}|12a|-1
			[a-z]*{}?|[a-z]*7?|7
			[a-z]*{}?|b7x|-1
			""")
	void digitsWhenNameMatchesReturnsThem(String pattern, String name, long digits) {
		assertThat(WorkerFileName.of(DIRECTORY, pattern).digits(name)).isEqualTo(digits);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "worker", "{}-{}", "{}{}", "a/{}", "{}/b", "/{}", "../{}", "{}/", "a{}\0" })
	void ofWhenPatternIsNotValidThrows(String pattern) {
		assertThatIllegalArgumentException().isThrownBy(() -> WorkerFileName.of(DIRECTORY, pattern))
			.withMessageStartingWith("Worker file name '" + pattern + "'");
	}

	@Test
	void ofWhenDirectoryIsRelativeResolvesIt() {
		assertThat(WorkerFileName.of(DIRECTORY, "w{}").directory()).isEqualTo(DIRECTORY.toAbsolutePath());
	}

	@ParameterizedTest
	@ValueSource(strings = { ".app.worker.{}", "{}", "{}.tmp-", ".tmp-{}", ".t{}", "{}p-", ".tmp-.tmp-{}" })
	void temporaryNameNeverMatchesThePattern(String pattern) {
		WorkerFileName names = WorkerFileName.of(DIRECTORY, pattern);
		String temporary = names.temporary(123).getFileName().toString();
		assertThat(names.digits(temporary)).isEqualTo(-1);
		assertThat(names.isTemporary(temporary)).isTrue();
		assertThat(names.isTemporary(names.file(123).getFileName().toString())).isFalse();
	}

}
