package dev.healthcheck.spring.autoconfigure;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Objects;
import java.util.function.IntSupplier;

import dev.healthcheck.spring.agent.AgentLifecycle;
import dev.healthcheck.spring.agent.ReadinessAnswers;
import dev.healthcheck.spring.autoconfigure.AgentProperties.Weight;
import dev.healthcheck.spring.health.ApplicationReadiness;
import dev.healthcheck.spring.probe.GroupProbes;
import dev.healthcheck.spring.server.ServerHealthIndicator;
import dev.healthcheck.thread.DaemonThreadFactory;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;

/**
 * {@link AutoConfiguration Auto-configuration} for HAProxy's agent check.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = { ProbesAutoConfiguration.class, ServerAutoConfiguration.class })
@ConditionalOnBooleanProperty(name = "healthcheck.enabled", matchIfMissing = true)
@ConditionalOnProperty("healthcheck.agent.port")
public final class AgentAutoConfiguration {

	AgentAutoConfiguration() {
	}

	@Bean
	AgentLifecycle healthcheckAgentLifecycle(HealthcheckProperties properties, GroupProbes groups,
			ApplicationReadiness readiness,
			@Qualifier(HealthcheckAutoConfiguration.SERVER) ObjectProvider<ServerHealthIndicator> server,
			DaemonThreadFactory threads) {
		AgentProperties agent = properties.getAgent();
		InetAddress address = (agent.getAddress() != null) ? agent.getAddress() : InetAddress.getLoopbackAddress();
		// What is set to nothing is not bound, and stops the start
		int port = Objects.requireNonNull(agent.getPort());
		IntSupplier weight = (agent.getWeight() == Weight.SATURATION) ? weight(server) : () -> 100;
		return new AgentLifecycle(new InetSocketAddress(address, port),
				new ReadinessAnswers(groups.reports("readiness"), readiness, weight), threads);
	}

	private static IntSupplier weight(ObjectProvider<ServerHealthIndicator> server) {
		ServerHealthIndicator indicator = server.getIfAvailable();
		return (indicator != null) ? () -> ReadinessAnswers.weight(indicator.saturation()) : () -> 100;
	}

}
