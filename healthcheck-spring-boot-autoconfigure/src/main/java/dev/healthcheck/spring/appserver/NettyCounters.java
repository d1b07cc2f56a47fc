package dev.healthcheck.spring.appserver;

import java.lang.reflect.Field;
import java.net.InetSocketAddress;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

import io.netty.channel.Channel;
import io.netty.util.concurrent.EventExecutor;
import org.jspecify.annotations.Nullable;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerConfig;
import reactor.netty.resources.LoopResources;

import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.annotation.RegisterReflection;
import org.springframework.boot.reactor.netty.NettyWebServer;
import org.springframework.boot.web.server.WebServer;
import org.springframework.util.ReflectionUtils;

/**
 * {@link ServerCounters} of Reactor Netty: no counters, only whether its port is open and
 * its event loops run.
 */
@RegisterReflection(classes = NettyWebServer.class, memberCategories = MemberCategory.ACCESS_DECLARED_FIELDS)
final class NettyCounters implements ServerCounters {

	// Boot does not expose them
	private static final @Nullable Field SERVER = find("disposableServer");

	private static final @Nullable Field SETTINGS = find("httpServer");

	private static @Nullable Field find(String name) {
		return ReflectionUtils.findField(NettyWebServer.class, name);
	}

	@Override
	public @Nullable Supplier<List<ConnectorState>> open(WebServer server) {
		if (!(server instanceof NettyWebServer) || SERVER == null) {
			return null;
		}
		Set<EventExecutor> loops = new LinkedHashSet<>();
		if (value(SETTINGS, server) instanceof HttpServer settings) {
			addLoops(settings.configuration(), loops);
		}
		return () -> (value(SERVER, server) instanceof DisposableServer netty) ? List.of(read(netty, loops))
				: List.of();
	}

	private static @Nullable Object value(@Nullable Field field, WebServer server) {
		if (field == null) {
			return null;
		}
		ReflectionUtils.makeAccessible(field);
		return ReflectionUtils.getField(field, server);
	}

	// An application's own resources might start new event loops each time
	private static void addLoops(HttpServerConfig settings, Set<EventExecutor> loops) {
		LoopResources resources = settings.loopResources();
		if (resources.getClass().getName().startsWith("reactor.netty.")) {
			resources.onServer(settings.isPreferNative()).forEach(loops::add);
		}
	}

	private static ConnectorState read(DisposableServer server, Set<EventExecutor> loops) {
		Channel channel = server.channel();
		InetSocketAddress address = (channel.localAddress() instanceof InetSocketAddress port) ? port : null;
		// Also after an Error
		boolean dead = channel.eventLoop().isShuttingDown() || loops.stream().anyMatch(EventExecutor::isShuttingDown);
		return new ConnectorState(channel.toString(), address, !server.isDisposed() && channel.isActive(), false,
				dead ? "event loop" : null, false, ServerState.UNKNOWN);
	}

}
