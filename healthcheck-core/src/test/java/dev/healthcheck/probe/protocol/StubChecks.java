package dev.healthcheck.probe.protocol;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import dev.healthcheck.check.Check;
import dev.healthcheck.check.CheckRegistry;
import dev.healthcheck.check.CheckResult;
import dev.healthcheck.check.CheckRun;
import dev.healthcheck.check.CheckSettings;
import dev.healthcheck.check.CheckStatus;
import dev.healthcheck.check.CheckVerdict;
import dev.healthcheck.probe.Reports;
import org.jspecify.annotations.Nullable;

/**
 * Registry that publishes what a test wants. Each run took a quarter of a millisecond.
 */
final class StubChecks implements CheckRegistry {

	private final Map<String, CheckVerdict> verdicts = new LinkedHashMap<>();

	StubChecks with(String name, CheckResult result) {
		CheckRun run = new CheckRun(result, 1_000, 251_000, Reports.TIME);
		this.verdicts.put(name, new CheckVerdict(result.status(), false, null, null, result, run));
		return this;
	}

	StubChecks withoutResult(String name) {
		this.verdicts.put(name, new CheckVerdict(CheckStatus.OUT_OF_SERVICE, true, null, null, null, null));
		return this;
	}

	PublishedChecks published() {
		return new PublishedChecks(this, this.verdicts::keySet);
	}

	@Override
	public void register(String name, Check check) {
		throw new UnsupportedOperationException();
	}

	@Override
	public void register(String name, Check check, CheckSettings settings) {
		throw new UnsupportedOperationException();
	}

	@Override
	public boolean unregister(String name) {
		throw new UnsupportedOperationException();
	}

	@Override
	public @Nullable CheckVerdict verdict(String name) {
		return this.verdicts.get(name);
	}

	@Override
	public @Nullable CheckSettings settings(String name) {
		return this.verdicts.containsKey(name) ? CheckSettings.defaults() : null;
	}

	@Override
	public Set<String> names() {
		return this.verdicts.keySet();
	}

}
