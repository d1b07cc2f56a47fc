package dev.healthcheck.spring.server;

import java.lang.reflect.Field;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.function.Supplier;

import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.util.concurrent.EventExecutor;
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
 * port is open and its event loops run.
 *
 * @since 0.1.0
 */
@ImportRuntimeHints(NettyCounters.Hints.class)
public final class NettyCounters implements ServerCounters {

	// Boot does not show it
	private static final @Nullable Field SERVER = ReflectionUtils.findField(NettyWebServer.class, "disposableServer");

	@Override
	public @Nullable Supplier<List<ConnectorState>> open(WebServer server) {
		Field field = SERVER;
		if (!(server instanceof NettyWebServer) || field == null) {
			return null;
		}
		ReflectionUtils.makeAccessible(field);
		return () -> List.of((ReflectionUtils.getField(field, server) instanceof DisposableServer netty) ? read(netty)
				: ConnectorState.STOPPED);
	}

	private static ConnectorState read(DisposableServer server) {
		Channel channel = server.channel();
		InetSocketAddress address = (channel.localAddress() instanceof InetSocketAddress port) ? port : null;
		String dead = isAnyDead(channel.eventLoop()) ? "event loop" : null;
		return new ConnectorState(channel.toString(), address, !server.isDisposed() && channel.isActive(), false, dead,
				false, ServerState.UNKNOWN);
	}

	/**
	 * Return whether an event loop has ended, which Netty notes whatever ended it. The
	 * connections that are given to it are closed.
	 * @param acceptor the event loop that accepts connections
	 * @return whether it or another one of its group has ended
	 */
	private static boolean isAnyDead(EventLoop acceptor) {
		EventLoopGroup group = acceptor.parent();
		for (EventExecutor loop : (group != null) ? group : acceptor) {
			if (loop.isShuttingDown()) {
				return true;
			}
		}
		return false;
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
