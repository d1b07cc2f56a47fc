package dev.healthcheck.spring.appserver;

import dev.healthcheck.spring.test.TestServer;

import org.springframework.boot.web.server.WebServer;

/**
 * Ways to break a server from within. Each needs one more connection to come, or none.
 */
interface ServerFaults {

	static ServerFaults of(TestServer server) {
		return switch (server) {
			case TOMCAT -> new TomcatFaults();
			case JETTY -> new JettyFaults();
			case NETTY -> new NettyFaults();
		};
	}

	/**
	 * Have what accepts connections end at the next one, while the port stays open.
	 * @param server the server
	 */
	void endAcceptor(WebServer server);

	/**
	 * Have what reads from connections end at the next one.
	 * @param server the server
	 */
	void endPoller(WebServer server);

	/**
	 * Close the port, and nothing else.
	 * @param server the server
	 */
	void closePort(WebServer server);

	/**
	 * Pause or resume the connector.
	 * @param server the server
	 * @param pause whether to pause it
	 */
	void pause(WebServer server, boolean pause);

}
