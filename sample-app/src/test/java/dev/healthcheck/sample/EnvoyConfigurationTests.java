package dev.healthcheck.sample;

import java.io.IOException;
import java.util.Map;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.TypeRegistry;
import com.google.protobuf.util.JsonFormat;
import io.envoyproxy.envoy.config.bootstrap.v3.Bootstrap;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.endpoint.v3.LbEndpoint;
import io.envoyproxy.envoy.extensions.filters.http.router.v3.Router;
import io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for Envoy's configuration that is there to be copied, by Envoy's own schema.
 */
class EnvoyConfigurationTests {

	private static final TypeRegistry TYPES = TypeRegistry.newBuilder()
		.add(HttpConnectionManager.getDescriptor())
		.add(Router.getDescriptor())
		.build();

	@Test
	void configurationIsWhatEnvoyKnows() throws IOException {
		Bootstrap bootstrap = read(Yaml.documents("docs/load-balancers/envoy/envoy.yaml").get(0));
		Cluster cluster = bootstrap.getStaticResources().getClusters(0);
		assertThat(cluster.getHealthChecks(0).getHttpHealthCheck().getPath()).isEqualTo("/readyz");
		assertThat(cluster.getLoadAssignment().getEndpoints(0).getLbEndpointsList()).hasSize(2)
			.extracting(LbEndpoint::getEndpoint)
			.allMatch((endpoint) -> endpoint.getAddress().getSocketAddress().getPortValue() == 8080)
			.allMatch((endpoint) -> endpoint.getHealthCheckConfig().getPortValue() == 18080);
	}

	@Test
	void configurationWhenAFieldIsUnknownIsRefused() {
		assertThatExceptionOfType(InvalidProtocolBufferException.class)
			.isThrownBy(() -> read(Map.of("static_resource", Map.of())))
			.withMessageContaining("static_resource");
	}

	private static Bootstrap read(Object document) throws InvalidProtocolBufferException {
		Bootstrap.Builder bootstrap = Bootstrap.newBuilder();
		JsonFormat.parser().usingTypeRegistry(TYPES).merge(JsonMapper.shared().writeValueAsString(document), bootstrap);
		return bootstrap.build();
	}

}
