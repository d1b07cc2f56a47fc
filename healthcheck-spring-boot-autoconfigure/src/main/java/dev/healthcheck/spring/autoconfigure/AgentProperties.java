package dev.healthcheck.spring.autoconfigure;

import java.net.InetAddress;

import org.jspecify.annotations.Nullable;

/**
 * Properties for HAProxy's agent check.
 *
 * @since 0.1.0
 */
public class AgentProperties {

	/**
	 * TCP port on which HAProxy's agent check is answered; 0 for any that is free. It is
	 * not if not set.
	 */
	private @Nullable Integer port;

	/**
	 * Address to listen on; that of the loopback interface if not set.
	 */
	private @Nullable InetAddress address;

	/**
	 * Which weight HAProxy is told: always 100 %, or less the more of the application's
	 * request threads are busy.
	 */
	private Weight weight = Weight.FIXED;

	public @Nullable Integer getPort() {
		return this.port;
	}

	public void setPort(@Nullable Integer port) {
		this.port = (port != null) ? Require.between("healthcheck.agent.port", port, 0, 65535) : null;
	}

	public @Nullable InetAddress getAddress() {
		return this.address;
	}

	public void setAddress(@Nullable InetAddress address) {
		this.address = address;
	}

	public Weight getWeight() {
		return this.weight;
	}

	public void setWeight(Weight weight) {
		this.weight = weight;
	}

	/**
	 * Which weight HAProxy is told.
	 */
	public enum Weight {

		/** Always 100 %. */
		FIXED,

		/** Less the more request threads are busy. */
		SATURATION

	}

}
