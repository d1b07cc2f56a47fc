package dev.healthcheck.spring.server;

import java.lang.reflect.Field;

import org.jspecify.annotations.Nullable;
import reactor.netty.DisposableServer;

import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.boot.reactor.netty.NettyWebServer;
import org.springframework.boot.web.server.WebServer;
import org.springframework.context.annotation.ImportRuntimeHints;
import org.springframework.util.ReflectionUtils;

/**
 * {@link ServerCounters} of Reactor Netty, which counts nothing but knows whether its
 * port is open.
 *
 * @since 0.1.0
 */
@ImportRuntimeHints(NettyCounters.Hints.class)
public final class NettyCounters implements ServerCounters {

	// Boot does not show it
	private static final @Nullable Field SERVER = ReflectionUtils.findField(NettyWebServer.class, "disposableServer");

	@Override
	public @Nullable ServerState read(WebServer server) {
		if (!(server instanceof NettyWebServer) || SERVER == null) {
			return null;
		}
		ReflectionUtils.makeAccessible(SERVER);
		boolean accepting = ReflectionUtils.getField(SERVER, server) instanceof DisposableServer netty
				&& !netty.isDisposed() && netty.channel().isActive();
		return new ServerState(accepting, null, null, null, null);
	}

	/**
	 * {@link RuntimeHintsRegistrar} for what Boot does not show.
	 */
	static final class Hints implements RuntimeHintsRegistrar {

		@Override
		public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
			if (SERVER != null) {
				hints.reflection().registerField(SERVER);
			}
		}

	}

}
