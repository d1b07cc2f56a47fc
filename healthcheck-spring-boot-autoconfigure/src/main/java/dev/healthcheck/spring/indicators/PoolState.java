package dev.healthcheck.spring.indicators;

/**
 * Value object for what the pool says that an indicator takes its connections from.
 *
 * @param inUse how many connections are in use
 * @param idle how many connections are idle
 * @param maximum the most connections
 * @since 0.1.0
 */
record PoolState(int inUse, int idle, int maximum) {

	/**
	 * Return whether there cannot be more connections than there are: whoever waits for
	 * one waits for others to give theirs back.
	 * @return whether the pool is full
	 */
	boolean isFull() {
		return this.inUse + this.idle >= this.maximum;
	}

	/**
	 * Return whether there is no connection at all: whoever waits for one waits for what
	 * is at its other end.
	 * @return whether the pool is empty
	 */
	boolean isEmpty() {
		return this.inUse + this.idle == 0;
	}

	@Override
	public String toString() {
		return this.inUse + " in use and " + this.idle + " idle of " + this.maximum;
	}

}
