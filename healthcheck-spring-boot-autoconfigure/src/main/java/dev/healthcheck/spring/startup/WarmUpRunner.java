package dev.healthcheck.spring.startup;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.core.log.LogMessage;

/**
 * {@link ApplicationRunner} that runs all {@link WarmUp}s one after another, and repeats
 * each until it succeeds. Spring Boot accepts traffic when its runners have ended.
 */
final class WarmUpRunner implements ApplicationRunner, ApplicationListener<ContextClosedEvent> {

	private static final Log logger = LogFactory.getLog(WarmUpRunner.class);

	/** Returns them in the order in which they are run. */
	private final Supplier<Map<String, WarmUp>> warmUps;

	private final Duration retryDelay;

	private final ApplicationContext context;

	private final LongSupplier ticker = System::nanoTime;

	private final CountDownLatch closed = new CountDownLatch(1);

	WarmUpRunner(Supplier<Map<String, WarmUp>> warmUps, Duration retryDelay, ApplicationContext context) {
		this.warmUps = warmUps;
		this.retryDelay = retryDelay;
		this.context = context;
	}

	@Override
	public void run(ApplicationArguments arguments) throws InterruptedException {
		for (Map.Entry<String, WarmUp> warmUp : this.warmUps.get().entrySet()) {
			for (int failures = 0; isOpen()
					&& !hasEndedWell(warmUp.getKey(), warmUp.getValue(), failures); failures++) {
				this.closed.await(this.retryDelay.toNanos(), TimeUnit.NANOSECONDS);
			}
		}
	}

	private boolean isOpen() {
		return this.closed.getCount() > 0;
	}

	private boolean hasEndedWell(String name, WarmUp warmUp, int failures) throws InterruptedException {
		if (failures == 0) {
			logger.info(LogMessage.format("Warm-up '%s' has begun; readiness waits for it", name));
		}
		long start = this.ticker.getAsLong();
		try {
			warmUp.warmUp();
			logger.info(LogMessage.format("Warm-up '%s' has ended after %d ms", name,
					TimeUnit.NANOSECONDS.toMillis(this.ticker.getAsLong() - start)));
			return true;
		}
		catch (InterruptedException ex) {
			throw ex;
		}
		// No failure may end the application
		catch (Throwable ex) {
			LogMessage message = LogMessage.format("Warm-up '%s' has failed %d times; it is tried again every %d ms",
					name, failures + 1, this.retryDelay.toMillis());
			if (failures == 0) {
				logger.warn(message, ex);
			}
			else {
				logger.debug(message, ex);
			}
			return false;
		}
	}

	// Always synchronous, even with an asynchronous event multicaster: ordering matters
	@Override
	public boolean supportsAsyncExecution() {
		return false;
	}

	@Override
	public void onApplicationEvent(ContextClosedEvent event) {
		if (event.getApplicationContext() == this.context) {
			this.closed.countDown();
		}
	}

}
