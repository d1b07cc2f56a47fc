package dev.healthcheck.check;

/**
 * Check that answers what a test tells it to, and counts its runs.
 */
final class FakeCheck implements Check {

	private Check answer = CheckResult::up;

	private int runs;

	@Override
	public CheckResult run() throws Exception {
		this.runs++;
		return this.answer.run();
	}

	FakeCheck answers(Check answer) {
		this.answer = answer;
		return this;
	}

	FakeCheck passes() {
		return answers(CheckResult::up);
	}

	FakeCheck fails() {
		return answers(() -> CheckResult.down("refused"));
	}

	int runs() {
		return this.runs;
	}

}
