package dev.healthcheck.spring.test;

import org.springframework.util.ClassUtils;

/**
 * The servers that tests run on: each has a class path of its own, because Boot starts
 * the first that it finds.
 */
public enum TestServer {

	/** Apache Tomcat. */
	TOMCAT("org.apache.catalina.startup.Tomcat", 0),

	/** Eclipse Jetty: of its threads one accepts and one selects. */
	JETTY("org.eclipse.jetty.server.Server", 2),

	/** Reactor Netty under WebFlux: one thread accepts, one is for unpublished health. */
	NETTY("reactor.netty.http.server.HttpServer", 2);

	private static final int CORES = Runtime.getRuntime().availableProcessors();

	private final String className;

	private final int ownThreads;

	TestServer(String className, int ownThreads) {
		this.className = className;
		this.ownThreads = ownThreads;
	}

	/**
	 * Return the server that is there.
	 * @return the one on the class path
	 */
	public static TestServer current() {
		for (TestServer server : values()) {
			if (ClassUtils.isPresent(server.className, null)) {
				return server;
			}
		}
		throw new IllegalStateException("There is no server");
	}

	/**
	 * Return how many requests of the application can be stuck before it answers none.
	 * @param threads the number of request threads that it was to have
	 * @return that number, or that of event loops, which no property sets
	 */
	public int stuck(int threads) {
		return (this == NETTY) ? Math.max(CORES, 4) : threads;
	}

	/**
	 * Return how many threads named {@code healthcheck-http} there are beside those that
	 * {@code healthcheck.server.threads} counts.
	 * @return the number of further threads
	 */
	public int ownThreads() {
		return this.ownThreads;
	}

	/**
	 * Return the properties that give the application's own server so many request
	 * threads, and on Jetty up to one more a core, which it keeps back for itself.
	 * @param threads the number of request threads
	 * @return the properties
	 */
	public String[] withThreads(int threads) {
		return switch (this) {
			case TOMCAT -> new String[] { "server.tomcat.threads.max=" + threads };
			case JETTY -> new String[] { "server.jetty.threads.max=" + (threads + this.ownThreads + CORES),
					"server.jetty.threads.min=1", "server.jetty.threads.acceptors=1",
					"server.jetty.threads.selectors=1" };
			case NETTY -> new String[0];
		};
	}

}
