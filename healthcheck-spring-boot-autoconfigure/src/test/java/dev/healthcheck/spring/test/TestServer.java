package dev.healthcheck.spring.test;

import java.util.stream.Stream;

/**
 * The web servers that an application of a test can run on. All are on the class path:
 * auto-configurations that are left out decide which one Boot starts.
 */
public enum TestServer {

	/** Apache Tomcat, which applications run on unless a test says otherwise. */
	TOMCAT("servlet", "${test.jetty},${test.database}"),

	/** Eclipse Jetty. */
	JETTY("servlet", "${test.tomcat},${test.database}"),

	/** Reactor Netty under WebFlux. */
	NETTY("reactive", "${test.tomcat},${test.jetty},${test.database}");

	private static final int CORES = Runtime.getRuntime().availableProcessors();

	/** Of Jetty's threads one accepts and one selects. */
	private static final int JETTY_THREADS = 2 + CORES;

	private final String type;

	private final String excluded;

	TestServer(String type, String excluded) {
		this.type = type;
		this.excluded = excluded;
	}

	/**
	 * Return properties with which an application runs on this server.
	 * @param more further properties
	 * @return the properties
	 */
	public String[] properties(String... more) {
		return Stream
			.concat(Stream.of("spring.main.web-application-type=" + this.type,
					"spring.autoconfigure.exclude=" + this.excluded), Stream.of(more))
			.toArray(String[]::new);
	}

	/**
	 * Start an application on this server.
	 * @param configuration what the application declares
	 * @param properties its properties
	 * @return the application
	 */
	public RunningApplication start(Class<?> configuration, String... properties) {
		return RunningApplication.start(configuration, properties(properties));
	}

	/**
	 * Start an application on this server that declares nothing.
	 * @param properties its properties
	 * @return the application
	 */
	public RunningApplication start(String... properties) {
		return RunningApplication.start(properties(properties));
	}

	/**
	 * Return the properties that give the server so many request threads, and on Jetty as
	 * many more as it keeps back for itself.
	 * @param threads the number of request threads
	 * @return the properties
	 */
	public static String[] withThreads(int threads) {
		return new String[] { "server.tomcat.threads.max=" + threads,
				"server.jetty.threads.max=" + (threads + JETTY_THREADS), "server.jetty.threads.min=1",
				"server.jetty.threads.acceptors=1", "server.jetty.threads.selectors=1" };
	}

}
