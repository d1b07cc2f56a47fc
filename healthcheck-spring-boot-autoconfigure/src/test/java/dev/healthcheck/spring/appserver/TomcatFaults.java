package dev.healthcheck.spring.appserver;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;

import org.apache.catalina.connector.Connector;
import org.apache.coyote.AbstractProtocol;
import org.apache.tomcat.util.net.NioEndpoint;
import org.apache.tomcat.util.threads.LimitLatch;

import org.springframework.boot.tomcat.TomcatWebServer;
import org.springframework.boot.web.server.WebServer;
import org.springframework.test.util.ReflectionTestUtils;

/**
 * {@link ServerFaults} of Tomcat.
 */
final class TomcatFaults implements ServerFaults {

	private static Connector connector(WebServer server) {
		return ((TomcatWebServer) server).getTomcat().getConnector();
	}

	private static NioEndpoint endpoint(WebServer server) {
		return Objects.requireNonNull(
				ReflectionTestUtils.<NioEndpoint>invokeMethod(connector(server).getProtocolHandler(), "getEndpoint"));
	}

	/** What ends a thread would fail whichever test waits. */
	private static void keepQuiet(WebServer server) {
		String name = endpoint(server).getName();
		for (Thread thread : Thread.getAllStackTraces().keySet()) {
			if (thread.getName().startsWith(name)) {
				thread.setUncaughtExceptionHandler((dying, ex) -> {
				});
			}
		}
	}

	@Override
	public void endAcceptor(WebServer server) {
		keepQuiet(server);
		ReflectionTestUtils.setField(endpoint(server), "connectionLimitLatch", new LimitLatch(1000) {

			@Override
			public void countUpOrAwait() {
				throw new OutOfMemoryError("Java heap space, as the test has it");
			}

		});
	}

	/** As the limit of threads does it. */
	@Override
	public void endPoller(WebServer server) {
		keepQuiet(server);
		((AbstractProtocol<?>) connector(server).getProtocolHandler()).setExecutor((task) -> {
			throw new OutOfMemoryError("unable to create native thread, as the test has it");
		});
	}

	@Override
	public void closePort(WebServer server) {
		try {
			((Closeable) Objects.requireNonNull(ReflectionTestUtils.getField(endpoint(server), "serverSock"))).close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public void pause(WebServer server, boolean pause) {
		if (pause) {
			connector(server).pause();
		}
		else {
			connector(server).resume();
		}
	}

}
