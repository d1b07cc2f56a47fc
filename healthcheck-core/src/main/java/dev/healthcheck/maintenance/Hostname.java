package dev.healthcheck.maintenance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The local name of this machine. Does not use DNS, which may hang.
 */
public final class Hostname {

	private Hostname() {
	}

	// Returns the name, or null if unknown or not valid in a file name
	public static @Nullable String system() {
		return find(Path.of("/proc/sys/kernel/hostname"), System.getenv());
	}

	static @Nullable String find(Path kernel, Map<String, String> environment) {
		String name;
		try {
			name = Files.readString(kernel);
		}
		catch (IOException ex) {
			name = environment.getOrDefault("HOSTNAME", environment.getOrDefault("COMPUTERNAME", ""));
		}
		name = name.strip();
		return (name.isEmpty() || name.indexOf('/') >= 0) ? null : name;
	}

}
