package dev.healthcheck.worker;

import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/**
 * {@link ProcessTable} whose processes live and die as told. A start is in seconds since
 * boot.
 */
final class FakeProcessTable implements ProcessTable {

	static final String BOOT = "60f5a0a4-9bd7-48f4-ba35-b80b6750bd17";

	static final String NAMESPACE = "4026531836";

	/** The digits of this process where its plain name is taken. */
	static final long NAMESPACED = 4026531836_0000001L;

	private final WorkerProcess self;

	private final Map<Long, Long> starts = new HashMap<>();

	private final Set<Long> hidden = new HashSet<>();

	private Instant boot = Instant.now().minusSeconds(1_000_000);

	FakeProcessTable() {
		this(new WorkerProcess(1, 77, BOOT, NAMESPACE));
	}

	FakeProcessTable(WorkerProcess self) {
		this.self = self;
		start(self.pid(), self.start());
	}

	void start(long pid, long start) {
		this.starts.put(pid, start);
	}

	void kill(long pid) {
		this.starts.remove(pid);
	}

	void hide(long pid) {
		this.hidden.add(pid);
	}

	void show(long pid) {
		this.hidden.remove(pid);
	}

	void stepClock(long seconds) {
		this.boot = this.boot.plusSeconds(seconds);
	}

	WorkerProcess process(long pid, long start) {
		return new WorkerProcess(pid, start, this.self.boot(), this.self.namespace());
	}

	@Override
	public WorkerProcess self() {
		return this.self;
	}

	@Override
	public OptionalLong start(long pid) throws IOException {
		if (this.hidden.contains(pid)) {
			throw new IOException("hidden");
		}
		Long start = this.starts.get(pid);
		return (start != null) ? OptionalLong.of(start) : OptionalLong.empty();
	}

	@Override
	public Instant time(long start) {
		return this.boot.plusSeconds(start);
	}

}
