package dev.healthcheck.check;

import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Registry of checks, to add and remove them at any time and to read their verdicts. Safe
 * for use by any thread; reading never waits for a check.
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
	 * @param settings the settings, to which overrides apply
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
	 * Return the current verdict of a check.
	 * @param name the name
	 * @return the verdict, or {@code null} if there is no such check
	 */
	@Nullable CheckVerdict verdict(String name);

	/**
	 * Return the settings of a check.
	 * @param name the name
	 * @return the settings, overrides included, or {@code null} if there is no such check
	 */
	@Nullable CheckSettings settings(String name);

	/**
	 * Return the names of all checks, in the order of their registration.
	 * @return an unmodifiable snapshot
	 */
	Set<String> names();

}
