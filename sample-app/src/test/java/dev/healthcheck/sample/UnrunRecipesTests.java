package dev.healthcheck.sample;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for recipes that neither a program nor a schema has read here: they are well
 * formed, use no key but those that the vendor's documentation lists, and ask what the
 * application answers.
 */
class UnrunRecipesTests {

	@Test
	void targetGroupsAskForReadiness() throws IOException {
		JsonNode template = JsonMapper.shared()
			.valueToTree(Yaml.documents("docs/load-balancers/aws/target-groups.yaml").get(0));
		assertThat(template.get("Resources")).hasSize(2).allSatisfy((group) -> {
			assertThat(group.get("Type").stringValue()).isEqualTo("AWS::ElasticLoadBalancingV2::TargetGroup");
			JsonNode properties = group.get("Properties");
			assertThat(properties.propertyNames()).isSubsetOf("VpcId", "TargetType", "Protocol", "Port",
					"HealthCheckProtocol", "HealthCheckPort", "HealthCheckPath", "HealthCheckIntervalSeconds",
					"HealthCheckTimeoutSeconds", "HealthyThresholdCount", "UnhealthyThresholdCount", "Matcher",
					"TargetGroupAttributes");
			assertThat(properties.get("HealthCheckProtocol").stringValue()).isEqualTo("HTTP");
			assertThat(properties.get("HealthCheckPort").stringValue()).isEqualTo("18080");
			assertThat(properties.get("HealthCheckPath").stringValue()).isEqualTo("/readyz");
			// Which must be the shorter one
			assertThat(properties.get("HealthCheckTimeoutSeconds").intValue())
				.isLessThan(properties.get("HealthCheckIntervalSeconds").intValue());
		});
	}

	@Test
	void consulAsksTheProbeThatItsSettingsMake() throws IOException {
		JsonMapper strict = JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
		JsonNode service = strict.readTree(Files.readString(Path.of("../docs/load-balancers/consul/orders.json")))
			.get("service");
		assertThat(service.propertyNames()).isSubsetOf("id", "name", "address", "port", "checks");
		JsonNode check = service.get("checks").get(0);
		assertThat(check.propertyNames()).isSubsetOf("id", "name", "http", "method", "interval", "timeout",
				"success_before_passing", "failures_before_critical", "status");
		assertThat(check.get("http").stringValue()).endsWith(":18080/consul");
	}

}
