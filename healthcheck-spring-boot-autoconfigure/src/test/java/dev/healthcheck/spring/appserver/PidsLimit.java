package dev.healthcheck.spring.appserver;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import org.awaitility.Awaitility;

/**
 * Linux's limit of the threads of a container, around one process.
 */
final class PidsLimit implements AutoCloseable {

	private final Path group;

	private PidsLimit(Path group) {
		this.group = group;
	}

	/**
	 * Put a process into a group of its own.
	 * @param pid the process
	 * @return the group, or nothing where that is not permitted
	 */
	static Optional<PidsLimit> of(long pid) {
		for (String root : new String[] { "/sys/fs/cgroup/pids", "/sys/fs/cgroup" }) {
			Path group = Path.of(root, "healthcheck-test-" + pid);
			try {
				Files.createDirectory(group);
				PidsLimit limit = new PidsLimit(group);
				Files.writeString(group.resolve("cgroup.procs"), String.valueOf(pid));
				limit.lift();
				return Optional.of(limit);
			}
			catch (IOException | UncheckedIOException ex) {
				group.toFile().delete();
			}
		}
		return Optional.empty();
	}

	/** Let no further thread start. */
	void reach() {
		write("1");
	}

	void lift() {
		write("max");
	}

	private void write(String maximum) {
		try {
			Files.writeString(this.group.resolve("pids.max"), maximum);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Once the process has ended. */
	@Override
	public void close() {
		Awaitility.await().atMost(30, TimeUnit.SECONDS).until(this.group.toFile()::delete);
	}

}
