package dev.healthcheck.check;

import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Registry of checks, to which checks can be added and from which they can be removed at
 * any time, and from which readers take what is published. Safe for use by any thread;
 * reading never waits for a check.
 *
 * @since 0.1.0
 */
public interface CheckRegistry {

	/**
	 * Register a check with the default settings.
	 * @param name the name, 1 to 64 of the characters {@code A-Z a-z 0-9 _ -}
	 * @param check the check
	 * @throws IllegalArgumentException if the name is not valid
	 * @throws IllegalStateException if the name is taken
	 */
	void register(String name, Check check);

	/**
	 * Register a check.
	 * @param name the name, 1 to 64 of the characters {@code A-Z a-z 0-9 _ -}
	 * @param check the check
	 * @param settings how the check is run
	 * @throws IllegalArgumentException if the name is not valid
	 * @throws IllegalStateException if the name is taken
	 */
	void register(String name, Check check, CheckSettings settings);

	/**
	 * Remove a check. A run in flight is interrupted once and its result discarded.
	 * @param name the name
	 * @return whether there was such a check
	 */
	boolean unregister(String name);

	/**
	 * Return what is published about a check.
	 * @param name the name
	 * @return the verdict of this moment, or {@code null} if there is no such check
	 */
	@Nullable CheckVerdict verdict(String name);

	/**
	 * Return how a check is run.
	 * @param name the name
	 * @return its settings, overrides included, or {@code null} if there is no such check
	 */
	@Nullable CheckSettings settings(String name);

	/**
	 * Return the names of all checks, in the order of their registration.
	 * @return an unmodifiable snapshot
	 */
	Set<String> names();

}
