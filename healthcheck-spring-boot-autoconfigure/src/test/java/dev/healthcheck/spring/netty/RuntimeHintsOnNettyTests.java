package dev.healthcheck.spring.netty;

import dev.healthcheck.spring.startup.StartupAutoConfiguration;
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

	@Test
	void nettyIsLookedInto() throws ReflectiveOperationException {
		RuntimeHints hints = new RuntimeHints();
		Class<?> counters = Class.forName("dev.healthcheck.spring.appserver.NettyCounters");
		new ReflectiveRuntimeHintsRegistrar().registerRuntimeHints(hints, counters);
		assertThat(RuntimeHintsPredicates.reflection()
			.onFieldAccess(NettyWebServer.class.getDeclaredField("disposableServer"))).accepts(hints);
	}

	@Test
	void classesAreLookedFor() {
		RuntimeHints hints = new RuntimeHints();
		Class<?> importing = StartupAutoConfiguration.class;
		for (Class<? extends RuntimeHintsRegistrar> registrar : importing.getAnnotation(ImportRuntimeHints.class)
			.value()) {
			BeanUtils.instantiateClass(registrar).registerHints(hints, importing.getClassLoader());
		}
		assertThat(RuntimeHintsPredicates.reflection().onType(HttpServerRequest.class)).accepts(hints);
	}

}
