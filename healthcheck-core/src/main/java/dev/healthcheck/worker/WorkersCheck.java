package dev.healthcheck.worker;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

import dev.healthcheck.check.Check;
import dev.healthcheck.check.CheckResult;
import dev.healthcheck.check.CheckStatus;
import dev.healthcheck.check.CheckVerdict;
import dev.healthcheck.check.OnTimeout;
import org.jspecify.annotations.Nullable;

/**
 * {@link Check} that passes while enough workers are ready: this process, which counts
 * itself in memory, and those that the sources count. If only this process is missing,
 * because it is starting or stopping, the status is OUT_OF_SERVICE instead of DOWN.
 *
 * <p>
 * Runs count the other workers. Whether this process is ready is read each time the
 * result is read, so that it is current before the first run has ended and while one
 * hangs. Everything else belongs to the thread that runs the check.
 */
public final class WorkersCheck implements Check {

	private static final Logger logger = System.getLogger(WorkersCheck.class.getName());

	private final int required;

	private final Supplier<WorkerCounts> sources;

	private final @Nullable WorkerRegistration registration;

	private final BooleanSupplier self;

	private volatile boolean deregistered;

	private @Nullable CheckResult result;

	private boolean problemLogged;

	private boolean registrationProblemLogged;

	// For a process that is not a worker itself
	public WorkersCheck(int required, List<WorkerSource> sources) {
		this(required, sources, null, () -> false);
	}

	/**
	 * Create a check.
	 * @param required how many workers must be ready
	 * @param sources count the other workers; the counts are added up
	 * @param registration the file by which others count this process, or {@code null}
	 * for none; written and removed by the next run
	 * @param self returns whether this process is ready, without blocking
	 * @throws IllegalArgumentException if the required number is negative
	 */
	public WorkersCheck(int required, List<WorkerSource> sources, @Nullable WorkerRegistration registration,
			BooleanSupplier self) {
		if (required < 0) {
			throw new IllegalArgumentException("'required' must not be negative");
		}
		this.required = required;
		this.sources = WorkerCounts.of(sources);
		this.registration = registration;
		this.self = self;
	}

	// At the last count, and 0 before the first
	public static long ready(@Nullable CheckVerdict verdict) {
		Counted counted = counted(verdict);
		return (counted != null) ? counted.ready() : 0;
	}

	// How many candidates did not count at the last count, by reason
	public static Map<String, Integer> ignored(@Nullable CheckVerdict verdict) {
		Counted counted = counted(verdict);
		return (counted != null) ? counted.others().ignored() : Map.of();
	}

	private static @Nullable Counted counted(@Nullable CheckVerdict verdict) {
		CheckResult result = (verdict != null) ? verdict.result() : null;
		return (result != null && result.source() instanceof Counted counted) ? counted : null;
	}

	// If no count ends in time, this process may be enough, however slow the sources are
	public OnTimeout onTimeout() {
		return (last) -> isEnough(isSelfReady()) ? CheckStatus.DEGRADED : CheckStatus.DOWN;
	}

	@Override
	public CheckResult run() {
		try {
			this.result = count();
		}
		catch (Error ex) {
			// Even logging may need memory or a descriptor: keep the last result
			if (this.result == null) {
				throw ex;
			}
		}
		return this.result;
	}

	private CheckResult count() {
		boolean self = isSelfReady();
		String registrationProblem = register(self);
		WorkerCounts others = this.sources.get();
		log(others.problem(), registrationProblem);
		return result(self, others);
	}

	@Override
	public @Nullable CheckResult current(@Nullable CheckResult result) {
		boolean self = isSelfReady();
		if (result == null) {
			// Other workers can only add to this process
			return isEnough(self) ? result(self, new WorkerCounts(List.of())) : null;
		}
		if (!(result.source() instanceof Counted counted)) {
			return isEnough(self) ? CheckResult.of(CheckStatus.DEGRADED, result.message()) : result;
		}
		return (self == counted.self()) ? result : result(self, counted.others());
	}

	private CheckResult result(boolean self, WorkerCounts others) {
		Counted counted = new Counted(self, others);
		Map<String, Object> details = new LinkedHashMap<>();
		details.put("ready", counted.ready());
		details.put("required", this.required);
		details.put("self", self);
		Map<String, Integer> ignored = others.ignored();
		if (!ignored.isEmpty()) {
			details.put("ignored", ignored);
		}
		String problem = others.problem();
		if (problem != null) {
			details.put("problem", problem);
		}
		return new CheckResult(status(self, counted.ready()),
				counted.ready() + " of " + this.required + " workers ready", details, counted);
	}

	private boolean isSelfReady() {
		return !this.deregistered && this.self.getAsBoolean();
	}

	private boolean isEnough(boolean self) {
		return (self ? 1 : 0) >= this.required;
	}

	private CheckStatus status(boolean self, long ready) {
		if (ready >= this.required) {
			return CheckStatus.UP;
		}
		boolean lacksOnlySelf = this.registration != null && !self && ready + 1 >= this.required;
		return lacksOnlySelf ? CheckStatus.OUT_OF_SERVICE : CheckStatus.DOWN;
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
			logger.log(Level.INFO, () -> "This process counts itself, but other processes cannot count it because its"
					+ " worker file cannot be written: " + registrationProblem);
		}
	}

	/**
	 * Take this process out of the count, and remove its file. Call this at shutdown, on
	 * the thread that runs the check.
	 */
	public void deregister() {
		this.deregistered = true;
		if (this.registration != null) {
			this.registration.remove();
		}
	}

	private record Counted(boolean self, WorkerCounts others) {

		long ready() {
			return (this.self ? 1 : 0) + this.others.total();
		}

	}

}
