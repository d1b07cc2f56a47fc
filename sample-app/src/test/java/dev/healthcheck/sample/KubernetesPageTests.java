package dev.healthcheck.sample;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what {@code docs/kubernetes.md} shows: it is what the files have, and the
 * NetworkPolicy and the ServiceMonitor refer to the Deployment and Service beside them.
 * The latter has no schema here: its keys are compared with those that it documents.
 */
class KubernetesPageTests {

	private static final Path DIRECTORY = Path.of("../docs/load-balancers/kubernetes");

	@Test
	void manifestsOfThePageAreThoseOfTheFiles() throws IOException {
		List<String> files = new ArrayList<>();
		try (Stream<Path> paths = Files.list(DIRECTORY)) {
			for (Path path : paths.toList()) {
				files.add(Files.readString(path));
			}
		}
		List<String> manifests = Documents.blocks("yaml")
			.stream()
			.filter((block) -> block.where().startsWith("docs/kubernetes.md:"))
			.map(Documents.Block::text)
			.filter((block) -> Pattern.compile("^kind:", Pattern.MULTILINE).matcher(block).find())
			.toList();
		assertThat(manifests).hasSize(4)
			.allSatisfy((manifest) -> assertThat(files).anyMatch((file) -> file.contains(manifest)));
	}

	@Test
	void networkPolicyIsForThePortsOfTheDeployment() throws IOException {
		JsonNode policy = document("network-policy.yaml", 0);
		Object document = Yaml.documents("docs/load-balancers/kubernetes/network-policy.yaml").get(0);
		assertThat(KubernetesManifestTests.read((Map<?, ?>) document)).isInstanceOf(NetworkPolicy.class);
		JsonNode spec = policy.get("spec");
		JsonNode template = document("deployment.yaml", 0).at("/spec/template");
		assertThat(spec.at("/podSelector/matchLabels")).isEqualTo(template.at("/metadata/labels"));
		List<Integer> ports = integers(template.at("/spec/containers/0/ports"), "containerPort");
		assertThat(spec.get("ingress")).hasSize(2)
			.allSatisfy((rule) -> assertThat(ports).containsAll(integers(rule.get("ports"), "port")));
		assertThat(spec.at("/ingress/1/from/0/ipBlock").propertyNames()).containsExactly("cidr");
	}

	@Test
	void serviceMonitorSelectsTheService() throws IOException {
		JsonNode monitor = document("service-monitor.yaml", 0);
		assertThat(monitor.get("apiVersion").stringValue()).isEqualTo("monitoring.coreos.com/v1");
		assertThat(monitor.get("kind").stringValue()).isEqualTo("ServiceMonitor");
		JsonNode service = document("deployment.yaml", 1);
		assertThat(service.get("kind").stringValue()).isEqualTo("Service");
		JsonNode spec = monitor.get("spec");
		assertThat(spec.propertyNames()).isSubsetOf("selector", "endpoints");
		assertThat(spec.at("/selector/matchLabels")).isEqualTo(service.at("/metadata/labels"));
		JsonNode endpoint = spec.at("/endpoints/0");
		assertThat(endpoint.propertyNames()).isSubsetOf("port", "path", "interval");
		assertThat(endpoint.get("port")).isEqualTo(service.at("/spec/ports/0/name"));
		assertThat(endpoint.get("path").stringValue()).isEqualTo("/actuator/prometheus");
	}

	private static JsonNode document(String file, int index) throws IOException {
		return JsonMapper.shared().valueToTree(Yaml.documents("docs/load-balancers/kubernetes/" + file).get(index));
	}

	private static List<Integer> integers(JsonNode nodes, String property) {
		return nodes.valueStream().map((node) -> node.get(property).intValue()).toList();
	}

}
