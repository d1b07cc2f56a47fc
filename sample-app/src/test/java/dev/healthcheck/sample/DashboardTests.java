package dev.healthcheck.sample;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What Grafana wants of a dashboard that is imported, as far as it can be told without
 * Grafana.
 */
class DashboardTests {

	private static final int COLUMNS = 24;

	@Test
	void dashboardBelongsToNoGrafana() throws IOException {
		JsonNode dashboard = Observability.dashboard();
		assertThat(dashboard.get("id").isNull()).isTrue();
		assertThat(dashboard.get("uid").stringValue()).isEqualTo("healthcheck");
		assertThat(dashboard.get("title").stringValue()).isNotBlank();
		assertThat(dashboard.get("schemaVersion").intValue()).isGreaterThanOrEqualTo(37);
	}

	@Test
	void dataSourceIsAVariable() throws IOException {
		JsonNode variables = Observability.dashboard().get("templating").get("list");
		assertThat(variables).extracting((variable) -> variable.get("name").stringValue())
			.containsExactly("datasource", "job", "instance", "check");
		assertThat(variables.get(0).get("type").stringValue()).isEqualTo("datasource");
		for (JsonNode panel : panels()) {
			for (JsonNode target : panel.path("targets")) {
				assertThat(target.get("datasource").get("uid").stringValue()).isEqualTo("${datasource}");
			}
		}
	}

	@Test
	void queriesAreNarrowedByTheVariables() throws IOException {
		assertThat(Observability.queries().values())
			.allSatisfy((query) -> assertThat(query).contains("job=~\"$job\"", "instance=~\"$instance\""));
		assertThat(Observability.queries().values()).filteredOn((query) -> query.contains("healthcheck_check_"))
			.isNotEmpty()
			.allSatisfy((query) -> assertThat(query).contains("check=~\"$check\""));
	}

	@Test
	void panelsHaveATitleAPlaceAndANumberOfTheirOwn() throws IOException {
		Set<Integer> numbers = new HashSet<>();
		Set<String> taken = new HashSet<>();
		for (JsonNode panel : panels()) {
			String title = panel.get("title").stringValue();
			assertThat(title).isNotBlank();
			assertThat(numbers.add(panel.get("id").intValue())).as(title).isTrue();
			JsonNode place = panel.get("gridPos");
			int left = place.get("x").intValue();
			int top = place.get("y").intValue();
			assertThat(left + place.get("w").intValue()).as(title).isLessThanOrEqualTo(COLUMNS);
			for (int x = left; x < left + place.get("w").intValue(); x++) {
				for (int y = top; y < top + place.get("h").intValue(); y++) {
					assertThat(taken.add(x + "/" + y)).as(title).isTrue();
				}
			}
		}
	}

	private static List<JsonNode> panels() throws IOException {
		List<JsonNode> panels = new ArrayList<>();
		Observability.dashboard().get("panels").forEach(panels::add);
		assertThat(panels).hasSizeGreaterThan(20);
		return panels;
	}

}
