package dev.healthcheck.benchmarks.arm;

import java.util.List;

/**
 * The ways to run the application that is measured.
 */
public enum Variant {

	/**
	 * Plain Boot, Actuator on the application's own port.
	 */
	IN_BAND,

	/**
	 * Plain Boot, Actuator on a port of its own.
	 */
	PLAIN,

	/**
	 * Boot with the starter on the class path: Actuator on the application's own port,
	 * and the probe server on its own.
	 */
	OURS;

	/**
	 * Return the arguments that make the variant; those that only keep it on loopback and
	 * off fixed ports included.
	 * @return the arguments
	 */
	public List<String> arguments() {
		return switch (this) {
			case IN_BAND -> List.of();
			case PLAIN -> List.of("--management.server.port=0", "--management.server.address=127.0.0.1");
			// The probe server follows 'server.port' and 'server.address'
			case OURS -> List.of();
		};
	}

}
