package dev.healthcheck.spring.management;

import java.io.IOException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

import dev.healthcheck.probe.Probe;
import dev.healthcheck.spring.probe.RequestHead;
import dev.healthcheck.spring.probe.ServletRequestHead;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

/**
 * {@link Filter} that keeps some threads of the management server free for requests that
 * are answered out of published results. Others beyond the rest of the threads, such as
 * slow scrapes and heap dumps, are answered 503 at once, with Retry-After.
 *
 * <p>
 * Health of an indicator that runs on the asking thread stands between the two: it may
 * have all threads but one, and waits a moment for its turn, because a 503 would take it
 * for failing. Where nothing has moved for that long, all of it hangs, and it is refused
 * at once: waiting for nothing would take the last thread from probes.
 *
 * @since 0.1.0
 */
public final class ReservedThreadsFilter implements Filter {

	/**
	 * Where nothing has moved for so long, nothing is expected to: short enough not to
	 * hold up what is published, longer than a busy machine keeps a thread waiting.
	 */
	private static final long STANDSTILL = TimeUnit.MILLISECONDS.toNanos(200);

	private final Predicate<RequestHead> published;

	private final Predicate<RequestHead> health;

	private final Semaphore unreserved;

	private final Semaphore reservedButOne;

	/** When a request last took or gave back a permit. */
	private volatile long movedAt;

	private final LongSupplier ticker;

	/**
	 * Create a filter.
	 * @param published recognises the requests that threads are reserved for
	 * @param health recognises all requests for health
	 * @param limits tell how many threads there are, and how many are reserved
	 */
	public ReservedThreadsFilter(Predicate<RequestHead> published, Predicate<RequestHead> health, ServerLimits limits) {
		this(published, health, limits, System::nanoTime);
	}

	ReservedThreadsFilter(Predicate<RequestHead> published, Predicate<RequestHead> health, ServerLimits limits,
			LongSupplier ticker) {
		this.ticker = ticker;
		this.published = published;
		this.health = health;
		this.unreserved = new Semaphore(limits.threads() - limits.reservedThreads());
		this.reservedButOne = new Semaphore(limits.reservedThreads() - 1);
	}

	@Override
	public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
			throws IOException, ServletException {
		HttpServletRequest httpRequest = (HttpServletRequest) request;
		HttpServletRequest bodiless = new BodilessRequest(httpRequest);
		RequestHead head = ServletRequestHead.of(httpRequest);
		if (this.published.test(head)) {
			chain.doFilter(bodiless, response);
			return;
		}
		Semaphore permits = acquire(this.health.test(head));
		if (permits == null) {
			HttpServletResponse refusal = (HttpServletResponse) response;
			refusal.setHeader("Retry-After", "1");
			refusal.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
			return;
		}
		try {
			chain.doFilter(Probe.METHODS.contains(httpRequest.getMethod()) ? bodiless : httpRequest, response);
		}
		finally {
			this.movedAt = this.ticker.getAsLong();
			permits.release();
		}
	}

	private @Nullable Semaphore acquire(boolean health) {
		Semaphore permits = null;
		if (this.unreserved.tryAcquire()) {
			permits = this.unreserved;
		}
		else if (health && acquireInTurn(this.reservedButOne)) {
			permits = this.reservedButOne;
		}
		if (permits != null) {
			this.movedAt = this.ticker.getAsLong();
		}
		return permits;
	}

	private boolean acquireInTurn(Semaphore permits) {
		boolean acquired = permits.tryAcquire();
		try {
			while (!acquired && this.ticker.getAsLong() - this.movedAt <= STANDSTILL) {
				acquired = permits.tryAcquire(STANDSTILL, TimeUnit.NANOSECONDS);
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		return acquired;
	}

}
