package dev.healthcheck.faults;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * Commands of the system, as an operator would give them.
 */
public final class SystemCommand {

	/** What has a process run as the user that owns nothing. */
	public static final List<String> AS_NOBODY = asUser(65534);

	private SystemCommand() {
	}

	/**
	 * Return what has a process run as a user.
	 * @param user the number of the user and of its only group
	 * @return the words in front of the command
	 */
	public static List<String> asUser(int user) {
		return List.of("setpriv", "--reuid=" + user, "--regid=" + user, "--clear-groups");
	}

	/**
	 * Skip the test unless it runs as root.
	 * @throws IOException if that cannot be told
	 */
	public static void assumeRoot() throws IOException {
		assume(Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0), "root");
	}

	/**
	 * Skip the test unless all programs are there.
	 * @param programs the names of the programs
	 */
	public static void assume(String... programs) {
		for (String program : programs) {
			assume(isThere(program), "the program '" + program + "'");
		}
	}

	/**
	 * Skip the test unless a command ends well.
	 * @param what what the test needs, which the command tries
	 * @param command the command
	 * @throws IOException if it cannot be given
	 * @throws InterruptedException if its end cannot be waited for
	 */
	public static void assumePossible(String what, String... command) throws IOException, InterruptedException {
		assume(command[0]);
		Process process = new ProcessBuilder(command).redirectErrorStream(true)
			.redirectOutput(ProcessBuilder.Redirect.DISCARD)
			.start();
		assume(process.waitFor() == 0, what);
	}

	/**
	 * Skip the test unless something is there, and say so: tests that are skipped are
	 * otherwise one number in a line of the output.
	 * @param there whether it is there
	 * @param what what the test needs
	 */
	public static void assume(boolean there, String what) {
		if (!there) {
			String test = StackWalker.getInstance()
				.walk((frames) -> frames.map(StackWalker.StackFrame::getClassName)
					.filter((name) -> name.endsWith("Tests"))
					.findFirst()
					.orElse("a test"));
			System.out.println("SKIPPED: " + test + " needs " + what);
		}
		assumeThat(there).as("this test needs " + what).isTrue();
	}

	private static boolean isThere(String program) {
		return Stream.of(System.getenv("PATH").split(File.pathSeparator))
			.anyMatch((directory) -> Files.isExecutable(Path.of(directory, program)));
	}

	/**
	 * Give a command and wait for its end, which must be a good one.
	 * @param command the command
	 * @return what it said
	 */
	public static String run(List<String> command) throws IOException, InterruptedException {
		Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
		process.outputWriter().close();
		String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(process.waitFor()).as(command + ": " + said).isZero();
		return said;
	}

	public static String run(String... command) throws IOException, InterruptedException {
		return run(List.of(command));
	}

	/**
	 * Give a command as another user.
	 * @param user the number of the user
	 * @param command the command
	 * @return what it said
	 */
	public static String runAs(int user, String... command) throws IOException, InterruptedException {
		return run(Stream.concat(asUser(user).stream(), Stream.of(command)).toList());
	}

}
