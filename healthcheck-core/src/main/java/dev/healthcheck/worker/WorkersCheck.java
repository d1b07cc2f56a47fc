package dev.healthcheck.worker;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

import dev.healthcheck.check.Check;
import dev.healthcheck.check.CheckResult;
import dev.healthcheck.check.CheckStatus;
import dev.healthcheck.check.CheckVerdict;
import dev.healthcheck.check.OnTimeout;
import org.jspecify.annotations.Nullable;

/**
 * {@link Check} that passes while enough workers are ready: this process, which counts
 * itself in memory, and those that the sources count. Where none but this process is
 * lacking, because it is starting or stopping, it is OUT_OF_SERVICE, and not DOWN.
 *
 * <p>
 * Runs count the other workers. Whether this process is ready is looked up each time the
 * result is read, so that it holds before the first run has ended and while one hangs.
 * Everything else belongs to the thread that runs the check.
 *
 * @since 0.1.0
 */
public final class WorkersCheck implements Check {

	private static final Logger logger = System.getLogger(WorkersCheck.class.getName());

	private static final String READY = "ready";

	private static final String SELF = "self";

	private static final String IGNORED = "ignored";

	private final int required;

	private final List<LastKnownWorkers> sources;

	private final @Nullable WorkerRegistration registration;

	private final BooleanSupplier self;

	private volatile boolean deregistered;

	private @Nullable CheckResult result;

	private boolean problemLogged;

	private boolean registrationProblemLogged;

	/**
	 * Create a check of a process that is not a worker itself.
	 * @param required how many workers must be ready
	 * @param sources what counts the workers; the counts are added up
	 * @throws IllegalArgumentException if the required number is negative
	 */
	public WorkersCheck(int required, List<WorkerSource> sources) {
		this(required, sources, null, () -> false);
	}

	/**
	 * Create a check.
	 * @param required how many workers must be ready
	 * @param sources what counts the other workers; the counts are added up
	 * @param registration the file by which others count this process, or {@code null}
	 * for none. It follows at the next run
	 * @param self returns whether this process is ready, at once
	 * @throws IllegalArgumentException if the required number is negative
	 */
	public WorkersCheck(int required, List<WorkerSource> sources, @Nullable WorkerRegistration registration,
			BooleanSupplier self) {
		if (required < 0) {
			throw new IllegalArgumentException("'required' must not be negative");
		}
		this.required = required;
		this.sources = LastKnownWorkers.of(sources);
		this.registration = registration;
		this.self = self;
	}

	/**
	 * Return how many workers were ready when such a check last counted them.
	 * @param verdict what is published about the check, or {@code null} if there is none
	 * @return the number, 0 if they have not been counted yet
	 */
	public static long ready(@Nullable CheckVerdict verdict) {
		CheckResult result = (verdict != null) ? verdict.result() : null;
		return (result != null && result.details().get(READY) instanceof Number ready) ? ready.longValue() : 0;
	}

	/**
	 * Return what did not count when such a check last counted the workers.
	 * @param verdict what is published about the check, or {@code null} if there is none
	 * @return how many candidates, by reason
	 */
	public static Map<?, ?> ignored(@Nullable CheckVerdict verdict) {
		CheckResult result = (verdict != null) ? verdict.result() : null;
		return (result != null && result.details().get(IGNORED) instanceof Map<?, ?> ignored) ? ignored : Map.of();
	}

	/**
	 * Return what decides while no count comes in time: {@link CheckStatus#DEGRADED}
	 * where this process alone is enough, which no slow directory changes, otherwise
	 * {@link CheckStatus#DOWN}.
	 * @return the strategy
	 */
	public OnTimeout onTimeout() {
		return (last) -> isEnough(isSelfReady()) ? CheckStatus.DEGRADED : CheckStatus.DOWN;
	}

	@Override
	public CheckResult run() {
		CheckResult result = this.result;
		try {
			result = count();
			this.result = result;
		}
		catch (Error ex) {
			// Even logging may need memory or a descriptor: the last result stands
			if (result == null) {
				throw ex;
			}
		}
		return result;
	}

	private CheckResult count() {
		boolean self = isSelfReady();
		String registrationProblem = register(self);
		WorkerCounts counts = WorkerCounts.by(this.sources);
		long ready = own(self) + counts.each().stream().mapToLong(WorkerCount::ready).sum();
		Map<String, Integer> ignored = counts.ignored();
		String problem = counts.problem();
		log(problem, registrationProblem);
		Map<String, Object> details = new LinkedHashMap<>();
		if (!ignored.isEmpty()) {
			details.put(IGNORED, ignored);
		}
		if (problem != null) {
			details.put("problem", problem);
		}
		return result(self, ready, details);
	}

	@Override
	public @Nullable CheckResult current(@Nullable CheckResult result) {
		boolean self = isSelfReady();
		if (result == null) {
			// Other workers can only add to this process
			return isEnough(self) ? result(self, own(self), Map.of()) : null;
		}
		if (!(result.details().get(SELF) instanceof Boolean counted)
				|| !(result.details().get(READY) instanceof Number ready)) {
			return isEnough(self) ? CheckResult.of(CheckStatus.DEGRADED, result.message()) : result;
		}
		return (self == counted) ? result
				: result(self, ready.longValue() - own(counted) + own(self), result.details());
	}

	private CheckResult result(boolean self, long ready, Map<String, Object> others) {
		Map<String, Object> details = new LinkedHashMap<>();
		details.put(READY, ready);
		details.put("required", this.required);
		details.put(SELF, self);
		others.forEach(details::putIfAbsent);
		return new CheckResult(status(self, ready), ready + " of " + this.required + " workers ready", details);
	}

	private boolean isSelfReady() {
		return !this.deregistered && this.self.getAsBoolean();
	}

	private boolean isEnough(boolean self) {
		return own(self) >= this.required;
	}

	private CheckStatus status(boolean self, long ready) {
		if (ready >= this.required) {
			return CheckStatus.UP;
		}
		boolean lacksSelfAlone = this.registration != null && !self && ready + 1 >= this.required;
		return lacksSelfAlone ? CheckStatus.OUT_OF_SERVICE : CheckStatus.DOWN;
	}

	private static int own(boolean self) {
		return self ? 1 : 0;
	}

	private @Nullable String register(boolean self) {
		if (this.registration == null) {
			return null;
		}
		if (self) {
			return this.registration.renew();
		}
		this.registration.remove();
		return null;
	}

	private void log(@Nullable String problem, @Nullable String registrationProblem) {
		boolean logged = this.problemLogged;
		this.problemLogged = problem != null;
		if (problem != null && !logged) {
			logger.log(Level.WARNING, () -> "Other workers cannot be counted: " + problem);
		}
		else if (problem == null && logged) {
			logger.log(Level.INFO, "Other workers can be counted again");
		}
		if (problem == null && registrationProblem != null && !this.registrationProblemLogged) {
			this.registrationProblemLogged = true;
			logger.log(Level.INFO,
					() -> "This process counts itself, but leaves no file for others: " + registrationProblem);
		}
	}

	/**
	 * Take this process out of the count, and remove its file at once. For the owner, at
	 * shutdown, on the thread that runs the check.
	 */
	public void deregister() {
		this.deregistered = true;
		if (this.registration != null) {
			this.registration.remove();
		}
	}

}
