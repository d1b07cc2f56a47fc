package dev.healthcheck.spring.appserver;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

import dev.healthcheck.check.CheckResult;
import dev.healthcheck.check.CheckStatus;
import dev.healthcheck.spring.test.RawHttp;
import dev.healthcheck.spring.test.RunningApplication;
import dev.healthcheck.spring.test.TestServer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.publisher.Mono;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the contributor {@code server} on Reactor Netty when all event loops of the
 * application are blocked, as none may be.
 */
@Timeout(120)
class BusyEventLoopsTests {

	@Test
	void whenAllEventLoopsAreBlockedItIsUp() {
		ExecutorService clients = Executors.newCachedThreadPool();
		try (RunningApplication application = TestServer.NETTY.start(Blocking.class);
				WatchedServer server = new WatchedServer(application)) {
			BlockingFilter filter = application.context().getBean(BlockingFilter.class);
			try {
				for (int i = 0; i < 64; i++) {
					clients.execute(() -> RawHttp.load(application.port(), "/"));
				}
				int loops = Math.max(Runtime.getRuntime().availableProcessors(), 4);
				Awaitility.await().until(() -> filter.blocked.get() == loops);
				CheckResult result = server.lookForTwoMinutes();
				assertThat(result.status()).as(result.toString()).isEqualTo(CheckStatus.UP);
				assertThat(result.details()).containsKey("unansweredSeconds");
			}
			finally {
				filter.letGo.countDown();
			}
			Awaitility.await().until(() -> !server.look().details().containsKey("unansweredSeconds"));
		}
		finally {
			clients.shutdownNow();
		}
	}

	@Configuration(proxyBeanMethods = false)
	static class Blocking {

		@Bean
		BlockingFilter blockingFilter() {
			return new BlockingFilter();
		}

	}

	static class BlockingFilter implements WebFilter {

		private final CountDownLatch letGo = new CountDownLatch(1);

		private final AtomicInteger blocked = new AtomicInteger();

		@Override
		public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
			if (!exchange.getRequest().getPath().value().equals("/")) {
				return chain.filter(exchange);
			}
			this.blocked.incrementAndGet();
			try {
				this.letGo.await();
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
			return Mono.empty();
		}

	}

}
