package dev.healthcheck.server;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;

import dev.healthcheck.probe.ProbeResponse;

/**
 * An answer that may take time. Either a thread takes it, or the connection gives it up,
 * and whoever comes first has it.
 */
final class SlowAnswer implements Runnable {

	private final AtomicBoolean taken = new AtomicBoolean();

	private final Supplier<ProbeResponse> answer;

	private final Consumer<ProbeResponse> receiver;

	SlowAnswer(Supplier<ProbeResponse> answer, Consumer<ProbeResponse> receiver) {
		this.answer = answer;
		this.receiver = receiver;
	}

	@Override
	public void run() {
		if (this.taken.compareAndSet(false, true)) {
			this.receiver.accept(this.answer.get());
		}
	}

	/**
	 * Give the answer up.
	 * @return whether no thread had taken it, nor will
	 */
	boolean giveUp() {
		return this.taken.compareAndSet(false, true);
	}

}
