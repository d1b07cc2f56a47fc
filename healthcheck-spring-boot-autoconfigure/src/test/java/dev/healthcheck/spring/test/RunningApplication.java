package dev.healthcheck.spring.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import dev.healthcheck.check.CheckRegistry;
import dev.healthcheck.check.CheckStatus;
import dev.healthcheck.check.CheckVerdict;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.FileSystemUtils;

/**
 * An application as a user would start it, on free ports and with a directory of its own
 * for the files of workers and of maintenance, whose checks have all run once.
 */
public final class RunningApplication implements AutoCloseable {

	/** These may have been looked at before this application was ready. */
	private static final Set<String> AT_FIRST_OUT_OF_SERVICE = Set.of("workers", "server");

	private final Path directory;

	private final ConfigurableApplicationContext context;

	private RunningApplication(Path directory, ConfigurableApplicationContext context) {
		this.directory = directory;
		this.context = context;
	}

	public static RunningApplication start(String... properties) {
		return start(new Class<?>[0], properties);
	}

	public static RunningApplication start(Class<?> configuration, String... properties) {
		return start(new Class<?>[] { configuration }, properties);
	}

	public static RunningApplication start(Class<?>[] configurations, String... properties) {
		return start(new SpringApplicationBuilder(), configurations, properties);
	}

	public static RunningApplication startWithoutWebServer(Class<?> configuration, String... properties) {
		return start(new SpringApplicationBuilder().web(WebApplicationType.NONE), new Class<?>[] { configuration },
				properties);
	}

	/**
	 * Start an application.
	 * @param builder builds it
	 * @param configurations what it declares
	 * @param properties its properties; a key without a value removes one that is set
	 * here for all tests
	 * @return the application
	 */
	public static RunningApplication start(SpringApplicationBuilder builder, Class<?>[] configurations,
			String... properties) {
		Path directory = temporaryDirectory();
		SpringApplication application = builder.sources(Minimal.class).sources(configurations).build();
		Map<String, String> arguments = new LinkedHashMap<>();
		arguments.put("server.port", "0");
		// Not 18080, which another application may have
		arguments.put("healthcheck.server.port", "0");
		arguments.put("spring.main.banner-mode", "off");
		// The event loops of an application on Netty would wait for two seconds at its
		// end
		arguments.put("spring.reactor.netty.shutdown-quiet-period", "0");
		// The build may run on Kubernetes, where applications drain by default
		arguments.put("spring.main.cloud-platform", "none");
		arguments.put("healthcheck.workers.directory", directory.toString());
		arguments.put("healthcheck.maintenance.file", directory.resolve(".maintenance").toString());
		for (String property : properties) {
			String[] keyAndValue = property.split("=", 2);
			if (keyAndValue.length == 1) {
				arguments.remove(property);
			}
			else {
				arguments.put(keyAndValue[0], keyAndValue[1]);
			}
		}
		String[] commandLine = arguments.entrySet()
			.stream()
			.map((argument) -> "--" + argument.getKey() + "=" + argument.getValue())
			.toArray(String[]::new);
		try {
			ConfigurableApplicationContext context = application.run(commandLine);
			awaitFirstResults(context);
			return new RunningApplication(directory, context);
		}
		catch (RuntimeException ex) {
			remove(directory);
			throw ex;
		}
	}

	/**
	 * A test that asks before every check has a result would depend on how busy the
	 * machine is.
	 */
	private static void awaitFirstResults(ConfigurableApplicationContext context) {
		context.getBeanProvider(CheckRegistry.class)
			.ifAvailable((checks) -> Awaitility.await()
				.until(() -> !context.isActive()
						|| checks.names().stream().allMatch((name) -> isSettled(name, checks.verdict(name)))));
	}

	private static boolean isSettled(String name, @Nullable CheckVerdict verdict) {
		if (verdict == null || verdict.isLate()) {
			return true;
		}
		return verdict.result() != null
				&& !(AT_FIRST_OUT_OF_SERVICE.contains(name) && verdict.status().equals(CheckStatus.OUT_OF_SERVICE));
	}

	private static Path temporaryDirectory() {
		try {
			return Files.createTempDirectory("healthcheck");
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	public ConfigurableApplicationContext context() {
		return this.context;
	}

	public Path directory() {
		return this.directory;
	}

	public Path maintenanceFile() {
		return this.directory.resolve(".maintenance");
	}

	public int port() {
		return this.context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
	}

	public int probePort() {
		return this.context.getEnvironment().getRequiredProperty("local.healthcheck.port", Integer.class);
	}

	public RawHttp.Answer probe(String path) {
		return RawHttp.get(probePort(), path);
	}

	@Override
	public void close() {
		this.context.close();
		remove(this.directory);
	}

	private static void remove(Path directory) {
		try {
			FileSystemUtils.deleteRecursively(directory);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Minimal {

	}

}
