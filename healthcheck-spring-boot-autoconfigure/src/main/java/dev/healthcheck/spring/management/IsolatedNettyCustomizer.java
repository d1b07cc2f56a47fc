package dev.healthcheck.spring.management;

import java.time.Duration;
import java.util.function.Predicate;

import dev.healthcheck.spring.probe.RequestHead;
import io.netty.channel.ChannelOption;
import reactor.netty.ReactorNetty;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.logging.AccessLogArgProvider;
import reactor.netty.http.server.logging.AccessLogFactory;
import reactor.netty.resources.LoopResources;

import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.web.server.Http2;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.core.Ordered;

/**
 * Gives the management server's Reactor Netty event loops and limits of its own. By
 * default it would share the event loops of the application's server. Comes last, because
 * Boot's own settings are server customizers too.
 *
 * @since 0.1.0
 */
public final class IsolatedNettyCustomizer
		implements WebServerFactoryCustomizer<NettyReactiveWebServerFactory>, Ordered, AutoCloseable {

	private static final Duration AT_ONCE = Duration.ZERO;

	private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

	private final ServerLimits limits;

	private final Predicate<RequestHead> unlogged;

	private final String basePath;

	/** Starts its threads when a server first asks for them, also a restarted one. */
	private final LoopResources eventLoops;

	/**
	 * Create a customizer.
	 * @param limits the limits of the server; it gets as many event loops as threads are
	 * reserved
	 * @param unlogged recognises the requests that the access log leaves out
	 * @param basePath the path that all others are below; may be empty
	 */
	public IsolatedNettyCustomizer(ServerLimits limits, Predicate<RequestHead> unlogged, String basePath) {
		this.limits = limits;
		this.unlogged = unlogged;
		this.basePath = basePath;
		this.eventLoops = LoopResources.create("healthcheck-http", 1, limits.reservedThreads(), true);
	}

	@Override
	public int getOrder() {
		return Ordered.LOWEST_PRECEDENCE;
	}

	@Override
	public void customize(NettyReactiveWebServerFactory factory) {
		// It would take the place of our event loops
		factory.setResourceFactory(null);
		factory.addServerCustomizers(this::customize);
		Http2 http2 = factory.getHttp2();
		// HTTP/2 has no heads that could drip, but streams
		if (http2 == null || !http2.isEnabled()) {
			factory.addServerCustomizers((server) -> server.doOnChannelInit((observer, channel,
					remoteAddress) -> RequestHeadDeadline.add(channel, this.limits.connectionTimeout())));
		}
	}

	private HttpServer customize(HttpServer server) {
		HttpServer isolated = server.runOn(this.eventLoops)
			.option(ChannelOption.SO_BACKLOG, this.limits.acceptCount())
			.maxConnections(this.limits.maxConnections())
			.idleTimeout(this.limits.keepAliveTimeout())
			.readTimeout(this.limits.connectionTimeout());
		boolean logged = Boolean.parseBoolean(System.getProperty(ReactorNetty.ACCESS_LOG_ENABLED));
		return logged ? isolated.accessLog(true, AccessLogFactory.createFilter(this::isLogged)) : isolated;
	}

	private boolean isLogged(AccessLogArgProvider request) {
		String path = String.valueOf(request.uri()).split("\\?", 2)[0];
		return !path.startsWith(this.basePath) || !this.unlogged.test(new RequestHead(String.valueOf(request.method()),
				path.substring(this.basePath.length()), (name) -> null));
	}

	/**
	 * End the event loops, and wait for their threads.
	 */
	@Override
	public void close() {
		this.eventLoops.disposeLater(AT_ONCE, CLOSE_TIMEOUT).block();
	}

}
