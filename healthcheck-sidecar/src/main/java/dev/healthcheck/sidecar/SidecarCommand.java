package dev.healthcheck.sidecar;

import java.io.IOException;
import java.io.PrintStream;
import java.util.function.Consumer;

import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TraceLevel;

/**
 * The command: reads the command line as Python's argparse does, checks it, and starts a
 * sidecar.
 */
final class SidecarCommand {

	static final String NAME = "healthcheck-sidecar";

	/** What is returned, in place of an exit code, while the sidecar runs. */
	static final int RUNNING = -1;

	private static final String ERROR = "Error: ";

	private static final String USAGE = "Usage: ";

	private static final int FAILED = 1;

	private static final int WRONG = 2;

	private final PrintStream out;

	private final PrintStream err;

	private final Consumer<Sidecar> started;

	/**
	 * Create a command.
	 * @param out where help goes
	 * @param err where errors and logs go
	 * @param started takes the sidecar that was started
	 */
	SidecarCommand(PrintStream out, PrintStream err, Consumer<Sidecar> started) {
		this.out = out;
		this.err = err;
		this.started = started;
	}

	/**
	 * Run the command.
	 * @param args the command line
	 * @return the exit code, or {@link #RUNNING}
	 */
	int run(String... args) {
		SidecarOptions options = new SidecarOptions();
		CommandLine line = commandLine(options);
		try {
			line.parseArgs(args);
			if (line.isUsageHelpRequested()) {
				line.usage(this.out, Ansi.OFF);
				return 0;
			}
			requireValid(options);
			ConsoleLog.install(options.verbose.length, this.err);
			this.started.accept(Sidecar.start(options));
			return RUNNING;
		}
		catch (ParameterException | IllegalArgumentException ex) {
			return wrong(line, ex);
		}
		catch (IOException ex) {
			this.err.println(NAME + ": error: " + ex.getMessage());
			return FAILED;
		}
	}

	static CommandLine commandLine(SidecarOptions options) {
		CommandLine.tracer().setLevel(TraceLevel.OFF);
		return new CommandLine(options).setAbbreviatedOptionsAllowed(true)
			.setOverwrittenOptionsAllowed(true)
			.setCaseInsensitiveEnumValuesAllowed(true)
			.setAllowOptionsAsOptionParameters(false)
			.setExpandAtFiles(false)
			.setUsageHelpLongOptionsMaxWidth(34)
			.setUsageHelpWidth(100);
	}

	private int wrong(CommandLine line, RuntimeException problem) {
		this.err.println(USAGE + line.getHelp().synopsis(USAGE.length()).stripTrailing());
		String reason = String.valueOf(problem.getMessage());
		// Some of picocli's say so themselves
		this.err.println(NAME + ": error: " + (reason.startsWith(ERROR) ? reason.substring(ERROR.length()) : reason));
		return WRONG;
	}

	private static void requireValid(SidecarOptions options) {
		requirePort("--port", options.port);
		requirePort("--statsd-port", options.statsdPort);
		requireAtLeast("--workers-required", options.workersRequired, 0);
		requireAtLeast("--ready-failures", options.readyFailures, 1);
		if (options.maintenanceStatus < 200 || options.maintenanceStatus > 599) {
			throw new IllegalArgumentException("--maintenance-status must be from 200 to 599");
		}
		if (options.workersSource == null) {
			options.workersSource = (options.workersDirectory != null) ? WorkersFrom.FILES : WorkersFrom.STATSD;
		}
		if (options.workersSource.readsFiles()) {
			requireDirectory(options);
		}
		else if (options.workersDirectory != null) {
			throw new IllegalArgumentException("--workers-directory is not read with --workers-source statsd");
		}
	}

	private static void requirePort(String option, int port) {
		if (port < 0 || port > 65535) {
			throw new IllegalArgumentException(option + " must be from 0 to 65535, but is " + port);
		}
	}

	private static void requireAtLeast(String option, int value, int minimum) {
		if (value < minimum) {
			throw new IllegalArgumentException(option + " must be at least " + minimum + ", but is " + value);
		}
	}

	private static void requireDirectory(SidecarOptions options) {
		if (options.workersDirectory == null) {
			throw new IllegalArgumentException("--workers-source files and greatest need --workers-directory");
		}
		String obstacle = options.workersVerify.obstacle();
		if (obstacle != null) {
			throw new IllegalArgumentException("--workers-verify process cannot tell whether a worker lives: "
					+ obstacle + ". Either let the workers touch their files, and say --workers-verify heartbeat;"
					+ " or share the pid namespace (Kubernetes: shareProcessNamespace: true, Docker: --pid"
					+ " container:NAME); or count by what StatsD says, with --workers-source statsd");
		}
	}

}
