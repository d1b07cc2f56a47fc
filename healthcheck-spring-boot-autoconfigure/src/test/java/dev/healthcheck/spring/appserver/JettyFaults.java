package dev.healthcheck.spring.appserver;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;

import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.component.Graceful;

import org.springframework.boot.jetty.JettyWebServer;
import org.springframework.boot.web.server.WebServer;
import org.springframework.test.util.ReflectionTestUtils;

/**
 * {@link ServerFaults} of Jetty.
 */
final class JettyFaults implements ServerFaults {

	private static ServerConnector connector(WebServer server) {
		return (ServerConnector) ((JettyWebServer) server).getServer().getConnectors()[0];
	}

	/** Acceptors end when their connector shuts down; it does so for them alone. */
	@Override
	public void endAcceptor(WebServer server) {
		ServerConnector connector = connector(server);
		ReflectionTestUtils.setField(connector, "_shutdown", new Graceful.Shutdown(connector) {

			@Override
			public boolean isShutdown() {
				return Thread.currentThread().getName().contains("-acceptor-");
			}

			@Override
			public boolean isShutdownDone() {
				return false;
			}

		});
	}

	@Override
	public void endPoller(WebServer server) {
		for (ManagedSelector selector : connector(server).getSelectorManager().getBeans(ManagedSelector.class)) {
			close(selector.getSelector());
		}
	}

	@Override
	public void closePort(WebServer server) {
		close((Closeable) connector(server).getTransport());
	}

	@Override
	public void pause(WebServer server, boolean pause) {
		connector(server).setAccepting(!pause);
	}

	private static void close(Closeable closeable) {
		try {
			closeable.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
