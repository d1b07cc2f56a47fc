package dev.healthcheck.spring.netty;

import dev.healthcheck.spring.appserver.NettyCounters;
import dev.healthcheck.spring.shutdown.CloseConnectionsWebFilter;
import org.junit.jupiter.api.Test;
import reactor.netty.http.server.HttpServerRequest;

import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.aot.hint.annotation.ReflectiveRuntimeHintsRegistrar;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.beans.BeanUtils;
import org.springframework.boot.reactor.netty.NettyWebServer;
import org.springframework.context.annotation.ImportRuntimeHints;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what a native image is told on Reactor Netty.
 */
class RuntimeHintsOnNettyTests {

	private static RuntimeHints hintsOf(Class<?> bean) {
		RuntimeHints hints = new RuntimeHints();
		for (Class<? extends RuntimeHintsRegistrar> registrar : bean.getAnnotation(ImportRuntimeHints.class).value()) {
			BeanUtils.instantiateClass(registrar).registerHints(hints, bean.getClassLoader());
		}
		return hints;
	}

	@Test
	void nettyIsLookedInto() throws NoSuchFieldException {
		RuntimeHints hints = new RuntimeHints();
		new ReflectiveRuntimeHintsRegistrar().registerRuntimeHints(hints, NettyCounters.class);
		assertThat(RuntimeHintsPredicates.reflection()
			.onFieldAccess(NettyWebServer.class.getDeclaredField("disposableServer"))).accepts(hints);
	}

	@Test
	void classesAreLookedFor() {
		assertThat(RuntimeHintsPredicates.reflection().onType(HttpServerRequest.class))
			.accepts(hintsOf(CloseConnectionsWebFilter.class));
	}

}
