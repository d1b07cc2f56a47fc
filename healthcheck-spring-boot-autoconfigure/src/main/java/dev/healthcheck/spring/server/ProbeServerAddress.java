package dev.healthcheck.spring.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Objects;

import dev.healthcheck.spring.failure.ExplainedFailureException;
import dev.healthcheck.spring.properties.ServerProperties;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/**
 * Value object for the address of the probe server.
 *
 * @param isSet whether a user has set the port: only then it must be free
 */
record ProbeServerAddress(InetSocketAddress address, boolean isSet) {

	static final String KEY = "healthcheck.server.port";

	private static final int BOOTS_DEFAULT = 8080;

	private static final List<String> ADDRESSES = List.of("healthcheck.server.address", "management.server.address",
			"server.address");

	// Called only when the server opens, because an application may add properties while
	// its context is refreshed. Null for no port
	static @Nullable ProbeServerAddress of(Environment environment, boolean embedded, boolean test) {
		Binder binder = Binder.get(environment);
		int application = port(binder, "server.port", BOOTS_DEFAULT);
		int management = port(binder, "management.server.port", embedded ? application : 0);
		Integer set = binder.bind(KEY, Integer.class).orElse(null);
		InetAddress address = address(binder);
		if (set != null) {
			if (embedded) {
				requireOther(set, application, "server.port");
			}
			requireOther(set, management, "management.server.port");
			return new ProbeServerAddress(new InetSocketAddress(address, set), true);
		}
		if (management < 0) {
			return null;
		}
		int withoutServer = test ? 0 : BOOTS_DEFAULT;
		int port = ServerProperties.defaultPort(embedded ? application : withoutServer);
		return new ProbeServerAddress(
				new InetSocketAddress(address, (port != 0 && port == management) ? port + 1 : port), false);
	}

	private static int port(Binder binder, String key, int fallback) {
		return binder.bind(key, Integer.class).orElse(fallback);
	}

	private static void requireOther(int port, int other, String key) {
		if (port == other && port > 0) {
			throw new ExplainedFailureException(
					"'%s' is %d, and so is '%s': the probe server needs a port of its own.".formatted(KEY, port, key),
					"Change '%s', or remove it for a default that this application does not use.".formatted(KEY));
		}
	}

	ExplainedFailureException refused(IOException failure) {
		String why = this.isSet ? "" : " The port is the default of '%s': 'server.port' + 10000.".formatted(KEY);
		return new ExplainedFailureException(failure.getMessage() + "." + why,
				"Set '%s' to a free port, or to 0 for any free port, or stop the process that uses the port."
					.formatted(KEY) + " Check 'healthcheck.server.address' if it is set."
						+ " 'healthcheck.server.enabled=false' disables the probe server.",
				failure);
	}

	private static @Nullable InetAddress address(Binder binder) {
		return ADDRESSES.stream()
			.map((key) -> binder.bind(key, InetAddress.class).orElse(null))
			.filter(Objects::nonNull)
			.findFirst()
			.orElse(null);
	}

}
