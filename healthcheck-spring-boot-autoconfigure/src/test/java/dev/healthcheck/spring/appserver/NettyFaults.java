package dev.healthcheck.spring.appserver;

import java.util.Objects;

import io.netty.util.concurrent.EventExecutor;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerConfig;

import org.springframework.boot.web.server.WebServer;
import org.springframework.test.util.ReflectionTestUtils;

/**
 * {@link ServerFaults} of Reactor Netty.
 */
final class NettyFaults implements ServerFaults {

	private static DisposableServer netty(WebServer server) {
		return (DisposableServer) field(server, "disposableServer");
	}

	private static Object field(WebServer server, String name) {
		return Objects.requireNonNull(ReflectionTestUtils.getField(server, name));
	}

	@Override
	public void endAcceptor(WebServer server) {
		end(netty(server).channel().eventLoop());
	}

	@Override
	public void endPoller(WebServer server) {
		HttpServerConfig settings = ((HttpServer) field(server, "httpServer")).configuration();
		end(settings.loopResources().onServer(settings.isPreferNative()).next());
	}

	/** An event loop survives what its tasks throw, unless it cannot be logged. */
	private static void end(EventExecutor loop) {
		loop.execute(() -> {
			throw new Unprintable();
		});
	}

	@Override
	public void closePort(WebServer server) {
		netty(server).channel().close().syncUninterruptibly();
	}

	@Override
	public void pause(WebServer server, boolean pause) {
		throw new UnsupportedOperationException("Reactor Netty cannot be paused");
	}

	@SuppressWarnings("serial")
	private static final class Unprintable extends Error {

		@Override
		public String getMessage() {
			throw new OutOfMemoryError("Java heap space, as the test has it");
		}

	}

}
