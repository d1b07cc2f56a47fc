package dev.healthcheck.check;

/**
 * Callback for runs that ended in time. Called on the thread of the run, in the order of
 * the runs of each check, without a lock held: a listener must return at once, because it
 * holds up the thread that the next check waits for. What it throws is ignored.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface RunListener {

	/**
	 * Called once for each run that ended in time, whatever it found.
	 * @param name the name of the check
	 * @param run the run
	 */
	void onRun(String name, CheckRun run);

}
