package dev.healthcheck.spring.properties;

import java.net.InetAddress;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Properties for HAProxy's agent check.
 *
 * @param port TCP port for HAProxy's agent check, or 0 for any free port. Disabled if not
 * set.
 * @param address Address to listen on. Defaults to that of the loopback interface.
 * @param weight Weight to report to HAProxy, either always 100 % or lower the more
 * request threads of the application are busy.
 */
public record AgentProperties(@Nullable Integer port, @Nullable InetAddress address,
		@DefaultValue("fixed") Weight weight) {

	public AgentProperties {
		Require.port("healthcheck.agent.port", port);
	}

	/**
	 * Weights to report to HAProxy.
	 */
	public enum Weight {

		/** Always 100 %. */
		FIXED,

		/** Lower the more request threads are busy. */
		SATURATION

	}

}
