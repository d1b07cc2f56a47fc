package dev.healthcheck.maintenance;

import java.nio.file.Path;
import java.time.Instant;
import java.util.stream.Stream;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.junit.jupiter.api.Tag;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A maintenance file with what a fuzzer finds: whatever is in it, it is maintenance,
 * unless it has an end that came after it was written; what is shown of it is bounded,
 * printable, and what is written again reads the same.
 */
@Tag("fuzz")
class MaintenanceNoteFuzzTests {

	private static final Instant WRITTEN = Instant.parse("2026-11-21T12:00:00Z");

	@FuzzTest(maxDuration = "2m")
	void anyContentIsMaintenance(byte[] content) {
		MaintenanceNote note = MaintenanceNote.parse(MaintenanceNote.decode(content));
		Stream.of(note.reason(), note.until(), note.by())
			.filter((text) -> text != null)
			.forEach(
					(text) -> assertThat(text).hasSizeBetween(1, 256).doesNotContainPattern("[\\p{Cc}\\p{Zl}\\p{Zp}]"));
		assertThat(MaintenanceNote.parse(note.text())).isEqualTo(note);
		MaintenanceState state = note.state(Path.of("file"), WRITTEN).at(WRITTEN);
		assertThat(state.active()).isTrue();
		MaintenanceState later = state.at(Instant.MAX);
		assertThat(later.active()).isEqualTo(state.until() == null);
	}

}
