package dev.healthcheck.spring.test;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Starts of applications that must fail, and say why.
 */
public final class FailedStart {

	private FailedStart() {
	}

	/**
	 * Start an application with a web server and require that it fails.
	 * @param configuration what the application declares
	 * @param properties its properties
	 */
	public static void ofServer(Class<?> configuration, String... properties) {
		require(new SpringApplicationBuilder(), configuration, properties);
	}

	/**
	 * Start an application without a web server, which is quicker, and require that it
	 * fails.
	 * @param configuration what the application declares
	 * @param properties its properties
	 */
	public static void of(Class<?> configuration, String... properties) {
		require(new SpringApplicationBuilder().web(WebApplicationType.NONE), configuration, properties);
	}

	private static void require(SpringApplicationBuilder builder, Class<?> configuration, String... properties) {
		Throwable failure = catchThrowable(
				() -> RunningApplication.start(builder, new Class<?>[] { configuration }, properties).close());
		assertThat(failure).as("failure of the start").isNotNull();
	}

}
