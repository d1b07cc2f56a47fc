package dev.healthcheck.check;

/**
 * Value object for the threads that checks share at one moment.
 *
 * @param busy how many run a check
 * @param maximum the most threads
 * @param waiting how many checks wait for a thread
 * @param hung how many registered checks hold a thread for longer than their timeout
 * @since 0.1.0
 */
public record CheckPool(int busy, int maximum, int waiting, int hung) {

}
