package dev.healthcheck.sample;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.HTTPGetAction;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.introspect.Annotated;
import tools.jackson.databind.introspect.JacksonAnnotationIntrospector;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for the manifests that are there to be copied: Kubernetes would know every field,
 * and what refers to something finds it.
 */
class KubernetesManifestTests {

	private static final Map<String, Class<? extends HasMetadata>> KINDS = Map.of("apps/v1 Deployment",
			Deployment.class, "v1 Service", Service.class, "policy/v1 PodDisruptionBudget", PodDisruptionBudget.class,
			"networking.k8s.io/v1 NetworkPolicy", NetworkPolicy.class);

	private static final JsonMapper MAPPER = JsonMapper.builder()
		.annotationIntrospector(new WithoutAdditionalProperties())
		.enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
		.build();

	@ParameterizedTest
	@ValueSource(strings = { "docs/load-balancers/kubernetes/deployment.yaml",
			"docs/load-balancers/kubernetes/blue-green.yaml", "healthcheck-sidecar/deploy/kubernetes.yaml" })
	void manifestsAreWhatKubernetesKnows(String file) throws IOException {
		List<HasMetadata> resources = new ArrayList<>();
		for (Object document : Yaml.documents(file)) {
			resources.add(read((Map<?, ?>) document));
		}
		List<Deployment> deployments = of(resources, Deployment.class).toList();
		assertThat(deployments).isNotEmpty().allSatisfy(this::assertSound);
		of(resources, Service.class).forEach((service) -> {
			List<Deployment> selected = deployments.stream()
				.filter((deployment) -> selects(service.getSpec().getSelector(), deployment))
				.toList();
			assertThat(selected).as("behind " + service.getMetadata().getName()).hasSize(1);
			Set<String> ports = portNames(selected.get(0).getSpec().getTemplate().getSpec().getContainers().get(0));
			service.getSpec()
				.getPorts()
				.forEach((port) -> assertThat(ports).contains(port.getTargetPort().getStrVal()));
		});
		of(resources, PodDisruptionBudget.class).forEach((budget) -> assertThat(deployments)
			.anyMatch((deployment) -> selects(budget.getSpec().getSelector().getMatchLabels(), deployment)));
	}

	@Test
	void manifestWhenAFieldIsUnknownIsRefused() {
		Map<String, Object> service = Map.of("apiVersion", "v1", "kind", "Service", "spec", Map.of("selektor", "x"));
		assertThatExceptionOfType(DatabindException.class).isThrownBy(() -> read(service))
			.withMessageContaining("selektor");
	}

	static HasMetadata read(Map<?, ?> document) {
		String kind = document.get("apiVersion") + " " + document.get("kind");
		assertThat(KINDS).containsKey(kind);
		return Objects.requireNonNull(MAPPER.convertValue(document, KINDS.get(kind)));
	}

	private static <T> Stream<T> of(List<HasMetadata> resources, Class<T> kind) {
		return resources.stream().filter(kind::isInstance).map(kind::cast);
	}

	private static boolean selects(Map<String, String> selector, Deployment deployment) {
		return deployment.getSpec().getTemplate().getMetadata().getLabels().entrySet().containsAll(selector.entrySet());
	}

	private void assertSound(Deployment deployment) {
		assertThat(selects(deployment.getSpec().getSelector().getMatchLabels(), deployment)).isTrue();
		PodSpec pod = deployment.getSpec().getTemplate().getSpec();
		Set<String> volumes = Set.copyOf(pod.getVolumes().stream().map((volume) -> volume.getName()).toList());
		for (Container container : pod.getContainers()) {
			assertThat(volumes)
				.containsAll(container.getVolumeMounts().stream().map((mount) -> mount.getName()).toList());
			Stream.of(container.getStartupProbe(), container.getLivenessProbe(), container.getReadinessProbe())
				.filter(Objects::nonNull)
				.forEach((probe) -> assertAnswered(pod, container, probe));
		}
	}

	// A container of the same pod may be asked in the place of one that has no such port
	private void assertAnswered(PodSpec pod, Container container, Probe probe) {
		HTTPGetAction action = probe.getHttpGet();
		assertThat(action.getPath()).isIn("/livez", "/readyz", "/startupz", "/health/live");
		if (action.getPort().getStrVal() != null) {
			assertThat(portNames(container)).contains(action.getPort().getStrVal());
		}
		else {
			assertThat(pod.getContainers()).flatExtracting(Container::getPorts)
				.extracting(ContainerPort::getContainerPort)
				.contains(action.getPort().getIntVal());
		}
	}

	private static Set<String> portNames(Container container) {
		return Set.copyOf(container.getPorts().stream().map(ContainerPort::getName).toList());
	}

	/**
	 * Takes away what the classes keep unknown fields in.
	 */
	private static final class WithoutAdditionalProperties extends JacksonAnnotationIntrospector {

		@Override
		public Boolean hasAnySetter(MapperConfig<?> config, Annotated member) {
			return member.hasAnnotation(JsonAnySetter.class) ? Boolean.FALSE : super.hasAnySetter(config, member);
		}

	}

}
