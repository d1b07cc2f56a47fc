package dev.healthcheck.worker;

/**
 * Value object that identifies a process among all others, including later ones with its
 * pid, and those of other pid namespaces and boots.
 *
 * @param pid the pid, in its own namespace
 * @param start when it started, in units of the {@link ProcessTable}
 * @param boot the id of its boot, empty if unknown
 * @param namespace the number of its pid namespace, empty if unknown
 */
record WorkerProcess(long pid, long start, String boot, String namespace) {

	/**
	 * Digits that no process of another namespace on this machine uses: the namespace's
	 * number, and the pid in 7 digits (Linux has at most 4,194,304). Those of the pid if
	 * the namespace is unknown.
	 */
	long namespacedDigits() {
		if (!this.namespace.matches("[1-9][0-9]{0,10}")) {
			return this.pid;
		}
		return Long.parseLong(this.namespace) * 10_000_000 + this.pid;
	}

	boolean isNamedBy(long digits) {
		return digits == this.pid || digits == namespacedDigits();
	}

	/** Whether each can look for the other by its pid. */
	boolean sharesTableWith(WorkerProcess other) {
		return this.boot.equals(other.boot) && this.namespace.equals(other.namespace);
	}

}
