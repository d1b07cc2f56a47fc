package dev.healthcheck.spring.probes;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

import dev.healthcheck.probe.DeferredResponse;
import dev.healthcheck.probe.ProbeReply;
import dev.healthcheck.probe.ProbeRequest;
import dev.healthcheck.probe.ProbeResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link ApplicationAnswers}.
 */
@Timeout(60)
@ExtendWith(OutputCaptureExtension.class)
class ApplicationAnswersTests {

	private static final ProbeRequest REQUEST = new ProbeRequest("GET", "/own");

	private final AtomicLong now = new AtomicLong();

	private final ApplicationAnswers answers = new ApplicationAnswers(this.now::get);

	@Test
	void answerIsMadeOnAnotherThreadEachTime() {
		assertThat(deferred(REQUEST, () -> response(200)).response().get().status()).isEqualTo(200);
		assertThat(deferred(REQUEST, () -> response(503)).response().get().status()).isEqualTo(503);
	}

	@Test
	void lastAnswerIsThereInCaseTheNextTakesLong() {
		assertThat(deferred(REQUEST, () -> response(200)).otherwise()).isNull();
		answer200();
		DeferredResponse next = deferred(REQUEST, () -> response(503));
		assertThat(next.otherwise()).isNotNull().extracting(ProbeResponse::status).isEqualTo(200);
	}

	@Test
	void whileOneTakesLongTheLastAnswerIsGivenAtOnceWithOneWarning(CapturedOutput output) throws Exception {
		answer200();
		CountDownLatch hangs = new CountDownLatch(1);
		CountDownLatch letGo = new CountDownLatch(1);
		DeferredResponse hung = deferred(REQUEST, () -> {
			hangs.countDown();
			await(letGo);
			return response(503);
		});
		CompletableFuture<ProbeResponse> made = CompletableFuture.supplyAsync(hung.response());
		await(hangs);
		this.now.addAndGet(TimeUnit.SECONDS.toNanos(1));
		assertThat(reply(REQUEST)).isInstanceOf(DeferredResponse.class);
		this.now.incrementAndGet();
		for (int i = 0; i < 3; i++) {
			assertThat(reply(REQUEST)).isInstanceOf(ProbeResponse.class).extracting("status").isEqualTo(200);
		}
		assertThat(output).containsOnlyOnce("clients get the last response");
		letGo.countDown();
		assertThat(made.get(30, TimeUnit.SECONDS).status()).isEqualTo(503);
		assertThat(reply(REQUEST)).isInstanceOf(DeferredResponse.class).extracting("otherwise.status").isEqualTo(503);
	}

	@Test
	void requestWithAQueryIsNotGivenTheAnswerToAnother() throws Exception {
		ProbeRequest verbose = new ProbeRequest("GET", "/own", "verbose");
		answer200();
		assertThat(deferred(verbose, () -> response(200)).otherwise()).isNull();
		CountDownLatch hangs = new CountDownLatch(1);
		CountDownLatch letGo = new CountDownLatch(1);
		DeferredResponse hung = deferred(verbose, () -> {
			hangs.countDown();
			await(letGo);
			return response(503);
		});
		CompletableFuture<ProbeResponse> made = CompletableFuture.supplyAsync(hung.response());
		await(hangs);
		this.now.addAndGet(TimeUnit.SECONDS.toNanos(2));
		assertThat(reply(verbose)).extracting("status").isEqualTo(503);
		assertThat(reply(REQUEST)).extracting("status").isEqualTo(200);
		letGo.countDown();
		made.get(30, TimeUnit.SECONDS);
	}

	@Test
	void failureIsThatOfOneAnswer() {
		Supplier<ProbeResponse> failing = deferred(REQUEST, () -> {
			throw new IllegalStateException("out of order");
		}).response();
		assertThatIllegalStateException().isThrownBy(failing::get);
		assertThat(deferred(REQUEST, () -> response(200)).response().get().status()).isEqualTo(200);
	}

	private void answer200() {
		assertThat(deferred(REQUEST, () -> response(200)).response().get().status()).isEqualTo(200);
	}

	private DeferredResponse deferred(ProbeRequest request, Supplier<ProbeResponse> response) {
		return (DeferredResponse) this.answers.reply(request, response);
	}

	private ProbeReply reply(ProbeRequest request) {
		return this.answers.reply(request, () -> response(418));
	}

	private static ProbeResponse response(int status) {
		return new ProbeResponse(status, Map.of(), new byte[0]);
	}

	private static void await(CountDownLatch latch) {
		try {
			assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
