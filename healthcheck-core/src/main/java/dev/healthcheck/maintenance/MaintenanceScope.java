package dev.healthcheck.maintenance;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

/**
 * Whom a maintenance file takes out.
 *
 * @since 0.1.0
 */
public enum MaintenanceScope {

	/** Every instance that shares the directory. */
	ALL,

	/** The instances on this host that share it: the file's name ends in the hostname. */
	HOST;

	/**
	 * Return the file of this scope.
	 * @param file the file of {@link #ALL}
	 * @param hostname the name of this host, or {@code null} if it is not known
	 * @return the file, or {@code null} if the hostname cannot be part of its name
	 */
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
