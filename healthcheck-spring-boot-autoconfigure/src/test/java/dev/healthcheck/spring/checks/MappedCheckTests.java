package dev.healthcheck.spring.checks;

import java.util.List;

import dev.healthcheck.check.Check;
import dev.healthcheck.check.CheckResult;
import dev.healthcheck.check.InconclusiveException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link MappedCheck}.
 */
class MappedCheckTests {

	private static final CheckFailureMapper NONE = (check, failure) -> null;

	private static final CheckFailureMapper MESSAGE = (check, failure) -> CheckResult
		.up(check + ": " + failure.getMessage());

	private static final CheckFailureMapper BROKEN = (check, failure) -> {
		throw new IllegalStateException("the mapper itself");
	};

	@Test
	void firstMapperWithAResultDecides() throws Exception {
		assertThat(mapped(failing(), NONE, MESSAGE, BROKEN).run()).isEqualTo(CheckResult.up("db: gone"));
	}

	@Test
	void withoutAResultTheFailureItselfIsThrown() {
		assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> mapped(failing(), NONE).run())
			.withMessage("gone");
		assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> mapped(failing()).run());
	}

	@Test
	void mapperThatThrowsIsPassedOverAndHidesNothing() throws Exception {
		assertThat(mapped(failing(), BROKEN, MESSAGE).run()).isEqualTo(CheckResult.up("db: gone"));
		assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> mapped(failing(), BROKEN).run())
			.withMessage("gone")
			.satisfies((failure) -> assertThat(failure.getSuppressed()[0]).hasMessage("the mapper itself"));
	}

	@Test
	void mappersThatCannotBeFoundHideNothing() {
		Iterable<CheckFailureMapper> none = () -> {
			throw new IllegalStateException("no such bean");
		};
		assertThatExceptionOfType(UnsupportedOperationException.class)
			.isThrownBy(() -> new MappedCheck("db", failing(), none).run());
	}

	@Test
	void errorsAreMappedAndInconclusiveRunsAreNot() throws Exception {
		Check asserting = () -> {
			throw new AssertionError("one and one");
		};
		assertThat(mapped(asserting, MESSAGE).run()).isEqualTo(CheckResult.up("db: one and one"));
		Check inconclusive = () -> {
			throw new InconclusiveException("the pool is full");
		};
		assertThatExceptionOfType(InconclusiveException.class).isThrownBy(() -> mapped(inconclusive, MESSAGE).run());
	}

	private static Check failing() {
		return () -> {
			throw new UnsupportedOperationException("gone");
		};
	}

	private static MappedCheck mapped(Check check, CheckFailureMapper... mappers) {
		return new MappedCheck("db", check, List.of(mappers));
	}

}
