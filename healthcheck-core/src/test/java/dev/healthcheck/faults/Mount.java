package dev.healthcheck.faults;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A file system on a directory. A shell takes it off at the end of its input, and so at
 * the end of this JVM, too, however that ends.
 */
final class Mount implements AutoCloseable {

	private static final String MEMORY = """
			mount -t tmpfs -o "$2" none "$1" || exit
			echo mounted
			cat > /dev/null
			umount -l "$1"
			""";

	/** Its daemon may be stopped when it is taken off. */
	private static final String MIRROR = """
			bindfs -f "$2" "$1" > /dev/null 2>&1 &
			for i in $(seq 600); do grep -qF " $1 fuse" /proc/mounts && break; kill -0 $! || exit; sleep 0.05; done
			grep -qF " $1 fuse" /proc/mounts || exit
			echo $!
			cat > /dev/null
			kill -CONT $!
			umount -l "$1"
			kill $!
			wait
			""";

	private final Path directory;

	private final Process shell;

	private final String said;

	private Mount(Path directory, String script, String argument) throws IOException {
		this.directory = directory;
		this.shell = new ProcessBuilder("sh", "-c", script, "sh", directory.toString(), argument)
			.redirectErrorStream(true)
			.start();
		BufferedReader reader = this.shell.inputReader(StandardCharsets.UTF_8);
		String line = reader.readLine();
		assertThat(line).as("what the shell that mounts says").isNotNull();
		this.said = line;
	}

	/**
	 * Mount memory that is soon full.
	 * @param directory where
	 * @param options what a tmpfs may have, such as its size
	 * @return the mount
	 */
	static Mount memory(Path directory, String options) throws IOException {
		Mount mount = new Mount(directory, MEMORY, options);
		assertThat(mount.said).isEqualTo("mounted");
		return mount;
	}

	/**
	 * Mount a mirror of another directory, whose file system is in user space: a stopped
	 * daemon answers as little as a dead file server.
	 * @param directory where
	 * @param source the other directory
	 * @return the mount
	 */
	static Mount mirror(Path directory, Path source) throws IOException {
		Mount mount = new Mount(directory, MIRROR, source.toString());
		assertThat(mount.said).matches("[0-9]+");
		return mount;
	}

	/** Have every call hang from now on. */
	void stall() throws IOException, InterruptedException {
		SystemCommand.run("kill", "-STOP", this.said);
	}

	/** Answer again, also what has hung. */
	void resume() throws IOException, InterruptedException {
		SystemCommand.run("kill", "-CONT", this.said);
	}

	void remount(String options) throws IOException, InterruptedException {
		SystemCommand.run("mount", "-o", "remount," + options, this.directory.toString());
	}

	@Override
	public void close() throws IOException, InterruptedException {
		this.shell.outputWriter().close();
		this.shell.waitFor();
	}

}
