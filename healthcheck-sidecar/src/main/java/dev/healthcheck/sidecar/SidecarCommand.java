package dev.healthcheck.sidecar;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.function.Consumer;

import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TraceLevel;

/**
 * The command: parses the command line as Python's argparse does, validates it, and
 * starts a sidecar.
 */
final class SidecarCommand {

	static final String NAME = "healthcheck-sidecar";

	/** Returned instead of an exit code while the sidecar runs. */
	static final int RUNNING = -1;

	private static final String ERROR = "Error: ";

	private static final String USAGE = "Usage: ";

	private final PrintStream out;

	private final PrintStream err;

	private final Consumer<Sidecar> started;

	SidecarCommand(PrintStream out, PrintStream err, Consumer<Sidecar> started) {
		this.out = out;
		this.err = err;
		this.started = started;
	}

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
			return invalid(line, ex);
		}
		catch (IOException ex) {
			this.err.println(NAME + ": error: " + ex.getMessage());
			return 1;
		}
	}

	static CommandLine commandLine(SidecarOptions options) {
		CommandLine.tracer().setLevel(TraceLevel.OFF);
		return new CommandLine(options).setAbbreviatedOptionsAllowed(true)
			.setOverwrittenOptionsAllowed(true)
			.setCaseInsensitiveEnumValuesAllowed(true)
			.registerConverter(Duration.class, SidecarOptions::duration)
			.setAllowOptionsAsOptionParameters(false)
			.setExpandAtFiles(false)
			.setUsageHelpLongOptionsMaxWidth(34)
			.setUsageHelpWidth(100);
	}

	private int invalid(CommandLine line, RuntimeException problem) {
		this.err.println(USAGE + line.getHelp().synopsis(USAGE.length()).stripTrailing());
		String reason = String.valueOf(problem.getMessage());
		// Some of picocli's messages start with it
		this.err.println(NAME + ": error: " + (reason.startsWith(ERROR) ? reason.substring(ERROR.length()) : reason));
		return 2;
	}

	private static void requireValid(SidecarOptions options) {
		requireBetween("--port", options.port, 0, 65535);
		requireBetween("--statsd-port", options.statsdPort, 0, 65535);
		requireBetween("--maintenance-status", options.maintenanceStatus, 200, 599);
		requireAtLeast("--workers-required", options.workersRequired, 0);
		requireAtLeast("--ready-failures", options.readyFailures, 1);
		if (options.statsdAllow != null) {
			throw new IllegalArgumentException("--statsd-allow was removed: set --statsd-host to an address that only"
					+ " trusted senders reach, or use a firewall");
		}
		if (options.workersSource().readsFiles()) {
			requireDirectory(options);
		}
		else if (options.workersDirectory != null) {
			throw new IllegalArgumentException("--workers-source statsd does not read --workers-directory");
		}
	}

	private static void requireBetween(String option, int value, int minimum, int maximum) {
		if (value < minimum || value > maximum) {
			throw new IllegalArgumentException(
					option + " must be from " + minimum + " to " + maximum + ", but is " + value);
		}
	}

	private static void requireAtLeast(String option, int value, int minimum) {
		if (value < minimum) {
			throw new IllegalArgumentException(option + " must be at least " + minimum + ", but is " + value);
		}
	}

	private static void requireDirectory(SidecarOptions options) {
		if (options.workersDirectory == null) {
			throw new IllegalArgumentException("--workers-source files and greatest require --workers-directory");
		}
		String obstacle = options.workersVerify.obstacle();
		if (obstacle != null) {
			throw new IllegalArgumentException("--workers-verify process cannot verify that a worker is alive: "
					+ obstacle + ". Either share the pid namespace (Kubernetes: shareProcessNamespace: true,"
					+ " Docker: --pid container:NAME), or let the workers touch their files and set"
					+ " --workers-verify heartbeat, or count with StatsD: --workers-source statsd");
		}
	}

}
