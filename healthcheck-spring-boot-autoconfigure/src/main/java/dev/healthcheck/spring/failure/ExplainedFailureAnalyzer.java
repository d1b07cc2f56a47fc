package dev.healthcheck.spring.failure;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;

/**
 * {@link FailureAnalyzer} for {@link ExplainedFailureException}.
 */
final class ExplainedFailureAnalyzer extends AbstractFailureAnalyzer<ExplainedFailureException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, ExplainedFailureException cause) {
		return new FailureAnalysis(String.valueOf(cause.getMessage()), cause.action(), cause);
	}

}
