package dev.healthcheck.maintenance;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

/**
 * Instances that a maintenance file takes out.
 *
 * @since 0.1.0
 */
public enum MaintenanceScope {

	/** Every instance that shares the directory. */
	ALL,

	/** Those on this host that share it: the name of the file ends in the hostname. */
	HOST;

	// Returns null if the hostname is unknown, or not valid in a file name
	@Nullable Path file(Path file, @Nullable String hostname) {
		if (this == ALL) {
			return file;
		}
		try {
			return (hostname != null) ? file.resolveSibling(file.getFileName() + "." + hostname) : null;
		}
		catch (InvalidPathException ex) {
			return null;
		}
	}

}
