package dev.healthcheck.spring.probes;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

import dev.healthcheck.probe.DeferredResponse;
import dev.healthcheck.probe.ProbeReply;
import dev.healthcheck.probe.ProbeRequest;
import dev.healthcheck.probe.ProbeResponse;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.core.log.LogMessage;

/**
 * Responses that code of the application takes part in: an aggregator, a status mapper, a
 * group or a renderer of its own. They are made on another thread than probes are
 * answered on, for each path one at a time; while that takes longer than a second, the
 * last response is given.
 */
final class ApplicationAnswers {

	private static final Log logger = LogFactory.getLog(ApplicationAnswers.class);

	private static final long PATIENCE = TimeUnit.SECONDS.toNanos(1);

	/** So that clients cannot fill the memory with paths. */
	private static final int MOST = 64;

	private final Map<String, Answer> byPath = new ConcurrentHashMap<>();

	private final AtomicBoolean warned = new AtomicBoolean();

	private final LongSupplier ticker;

	ApplicationAnswers(LongSupplier ticker) {
		this.ticker = ticker;
	}

	ProbeReply reply(ProbeRequest request, Supplier<ProbeResponse> response) {
		String path = request.path();
		Answer answer = this.byPath.get(path);
		if (answer == null) {
			answer = new Answer();
			if (this.byPath.size() < MOST) {
				this.byPath.put(path, answer);
			}
		}
		boolean plain = request.query().isEmpty() && request.method().equals("GET");
		ProbeResponse last = plain ? answer.last : null;
		if (answer.takesLong()) {
			if (this.warned.compareAndSet(false, true)) {
				logger.warn(LogMessage.format("Code of the application that takes part in the answer on '%s' takes"
						+ " longer than a second: the last answer is given", path));
			}
			return (last != null) ? last : ProbeResponse.busy();
		}
		Answer current = answer;
		return new DeferredResponse(() -> current.make(response, plain), last);
	}

	private final class Answer {

		private final ReentrantLock lock = new ReentrantLock();

		private volatile @Nullable ProbeResponse last;

		private volatile @Nullable Long since;

		boolean takesLong() {
			Long since = this.since;
			return since != null && ApplicationAnswers.this.ticker.getAsLong() - since > PATIENCE;
		}

		ProbeResponse make(Supplier<ProbeResponse> response, boolean plain) {
			this.lock.lock();
			this.since = ApplicationAnswers.this.ticker.getAsLong();
			try {
				ProbeResponse made = response.get();
				if (plain) {
					this.last = made;
				}
				return made;
			}
			finally {
				this.since = null;
				this.lock.unlock();
			}
		}

	}

}
