package dev.healthcheck.spring.probes;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
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
 * Responses that need code of the application: an aggregator, a status mapper, a group or
 * a renderer. They are made on another thread than the event loop, one at a time for each
 * path. While one takes longer than a second, clients get the last response.
 */
final class ApplicationAnswers {

	private static final Log logger = LogFactory.getLog(ApplicationAnswers.class);

	private static final long PATIENCE = TimeUnit.SECONDS.toNanos(1);

	/** Bounds the memory that clients can fill with paths. */
	private static final int MAX_PATHS = 64;

	private final Map<String, Answer> byPath = new ConcurrentHashMap<>();

	private final AtomicBoolean warned = new AtomicBoolean();

	private final LongSupplier ticker;

	ApplicationAnswers(LongSupplier ticker) {
		this.ticker = ticker;
	}

	ProbeReply reply(ProbeRequest request, Supplier<ProbeResponse> response) {
		String path = request.path();
		Answer answer = (this.byPath.size() < MAX_PATHS) ? this.byPath.computeIfAbsent(path, (added) -> new Answer())
				: this.byPath.getOrDefault(path, new Answer());
		boolean plain = request.query().isEmpty() && request.method().equals("GET");
		ProbeResponse last = plain ? answer.last : null;
		if (answer.takesLong()) {
			if (this.warned.compareAndSet(false, true)) {
				logger.warn(LogMessage.format("Code of the application needs longer than a second for the response on"
						+ " '%s': clients get the last response", path));
			}
			return (last != null) ? last : ProbeResponse.busy();
		}
		return new DeferredResponse(() -> answer.make(response, plain), last);
	}

	private final class Answer {

		private volatile @Nullable ProbeResponse last;

		private volatile @Nullable Long since;

		boolean takesLong() {
			Long since = this.since;
			return since != null && ApplicationAnswers.this.ticker.getAsLong() - since > PATIENCE;
		}

		synchronized ProbeResponse make(Supplier<ProbeResponse> response, boolean plain) {
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
			}
		}

	}

}
