package dev.healthcheck.spring.management;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import dev.healthcheck.thread.DaemonThreadFactory;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * The threads on which a reactive management server works off what is not published:
 * neither the event loops, which answer probes, nor those that the application shares.
 *
 * <p>
 * As many as are not reserved; what comes while all are busy is refused and does not
 * wait. Health of indicators that are asked for each request has one more thread, so that
 * slow endpoints do not make it fail, and waits for it: Boot takes the indicators
 * themselves elsewhere, so that each holds it but for a moment.
 *
 * @since 0.1.0
 */
public final class RequestThreads implements AutoCloseable {

	private static final Duration IDLE = Duration.ofMinutes(1);

	/** More would be answered after whoever asked has gone. */
	private static final int WAITING = 100;

	/** Of which set the current thread is one. */
	private static final ThreadLocal<RequestThreads> OWNER = new ThreadLocal<>();

	private final DaemonThreadFactory factory;

	private final AtomicInteger count = new AtomicInteger();

	private final Scheduler others;

	private final Scheduler health;

	/**
	 * Create the threads; each starts when it is needed.
	 * @param limits tell how many threads there are, and how many are reserved
	 * @param factory creates the threads
	 */
	public RequestThreads(ServerLimits limits, DaemonThreadFactory factory) {
		this.factory = factory;
		this.others = scheduler(limits.threads() - limits.reservedThreads(), new SynchronousQueue<>());
		this.health = scheduler(1, new ArrayBlockingQueue<>(WAITING));
	}

	private Scheduler scheduler(int threads, BlockingQueue<Runnable> queue) {
		ThreadPoolExecutor executor = new ThreadPoolExecutor(threads, threads, IDLE.toSeconds(), TimeUnit.SECONDS,
				queue, this::newThread);
		executor.allowCoreThreadTimeOut(true);
		return Schedulers.fromExecutorService(executor, "healthcheck-http");
	}

	private Thread newThread(Runnable task) {
		return this.factory.newThread("healthcheck-http-" + this.count.incrementAndGet(), () -> {
			OWNER.set(this);
			task.run();
		});
	}

	/**
	 * Return what subscribes to a publisher on one of these threads: on the current one
	 * if it is one of them, because a further one may not be free.
	 * @param work what may block the thread that subscribes
	 * @param <T> the type of its result
	 * @return the result, or a {@link RejectedExecutionException} if all threads are busy
	 */
	<T> Mono<T> run(Mono<T> work) {
		return run(work, this.others);
	}

	/**
	 * Return what subscribes to a publisher on the thread for health.
	 * @param work what finds out about health
	 * @param <T> the type of its result
	 * @return the result, or a {@link RejectedExecutionException} if too much waits
	 */
	<T> Mono<T> runHealth(Mono<T> work) {
		return run(work, this.health);
	}

	private <T> Mono<T> run(Mono<T> work, Scheduler scheduler) {
		return Mono.defer(() -> (OWNER.get() == this) ? work : work.subscribeOn(scheduler));
	}

	/**
	 * Interrupt what still runs. What ignores that keeps its thread.
	 */
	@Override
	public void close() {
		this.others.dispose();
		this.health.dispose();
	}

}
