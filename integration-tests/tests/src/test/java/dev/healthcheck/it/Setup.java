package dev.healthcheck.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * How an application is set up. Those that are run are shared by the test classes, which
 * leave them as they have found them.
 */
enum Setup {

	/**
	 * For probes. The process of the tests is its only worker, while it has a
	 * {@link RunningApplication#worker() worker file}.
	 */
	PROBES {

		@Override
		Map<String, String> properties(Application application, Path directory) throws IOException {
			Files.writeString(directory.resolve(RunningApplication.WORKER), "");
			return Map.of("server.address", "127.0.0.1", "healthcheck.server.port", "0",
					"healthcheck.workers.register-self", "false");
		}

	},

	/**
	 * With TLS, a management port, and a probe on each path that is free, on the default
	 * port and on JDK 25, where there is one.
	 */
	TLS {

		@Override
		Map<String, String> properties(Application application, Path directory) throws IOException {
			Map<String, String> properties = new HashMap<>();
			KeyStores.BEFORE.install(directory);
			properties.put("spring.ssl.bundle.jks.web.keystore.location", "file:" + KeyStores.in(directory));
			properties.put("spring.ssl.bundle.jks.web.keystore.password", KeyStores.PASSWORD);
			properties.put("spring.ssl.bundle.jks.web.reload-on-update", "true");
			properties.put("spring.ssl.bundle.watch.file.quiet-period", "100ms");
			properties.put("healthcheck.server.ssl.bundle", "web");
			properties.put("healthcheck.probes.all.format", "gunicorn");
			if (!application.isEmbedded()) {
				properties.put("healthcheck.server.port", "0");
			}
			else {
				properties.put("management.server.port", String.valueOf(LocalPort.free().number()));
			}
			return properties;
		}

		@Override
		Jdk jdk() throws IOException {
			return Jdk.of(25).orElse(Jdk.current());
		}

	},

	/** On the default port, in the directory of another one, and for ever draining. */
	SIDE_BY_SIDE {

		@Override
		Map<String, String> properties(Application application, Path directory) {
			Map<String, String> properties = new HashMap<>(Map.of("healthcheck.shutdown.drain-delay", "10m"));
			if (!application.isEmbedded()) {
				properties.put("healthcheck.server.port", "0");
			}
			return properties;
		}

	},

	/** Without the starter. */
	PLAIN {

		@Override
		Map<String, String> properties(Application application, Path directory) {
			return Map.of("healthcheck.enabled", "false");
		}

	},

	/** Without the starter, and with a management port. */
	PLAIN_WITH_MANAGEMENT_PORT {

		@Override
		Map<String, String> properties(Application application, Path directory) {
			return Map.of("healthcheck.enabled", "false", "management.server.port",
					String.valueOf(LocalPort.free().number()));
		}

	};

	abstract Map<String, String> properties(Application application, Path directory) throws IOException;

	Jdk jdk() throws IOException {
		return Jdk.current();
	}

	/**
	 * Return whether the executable jar is run.
	 * @return whether it is
	 */
	boolean isPackaged() {
		return this == PROBES || this == TLS;
	}

	/**
	 * Return whether an application can be set up so.
	 * @param application the application
	 * @return whether it can
	 */
	boolean suits(Application application) {
		return switch (this) {
			case PLAIN -> application.isServing();
			case PLAIN_WITH_MANAGEMENT_PORT -> application.isEmbedded();
			default -> true;
		};
	}

}
