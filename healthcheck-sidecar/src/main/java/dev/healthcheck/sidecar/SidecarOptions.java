package dev.healthcheck.sidecar;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.healthcheck.worker.WorkerVerification;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * The command line. Those of approck-healthcheck come first; no other option may begin so
 * that an abbreviation which that program takes ({@code --p}, {@code --v},
 * {@code --statsd-h}) could mean two of them.
 */
@Command(name = SidecarCommand.NAME, sortOptions = false,
		header = "Says over HTTP whether the processes beside it are alive and ready.",
		description = { "",
				"Counts workers by what they say over StatsD or by the files that they leave, asks an"
						+ " application's own readiness URL, and answers load balancers at once out of what it has"
						+ " found. Takes the command line of approck-healthcheck.",
				"" },
		footer = { "", "Paths:", "  /livez          200 while the sidecar runs",
				"  /readyz         200 ok, or 503 and the name of what fails",
				"  /health/live    approck: 200, or 422 while there are no workers",
				"  /health/ready   approck: 200, or 422 while something fails", "",
				"Durations are 500ms, 3s, 2m or 1h. Options can be abbreviated (--app URL) while that is"
						+ " unambiguous. Ends with 0 on SIGTERM, with 1 if a port is taken, with 2 if the command"
						+ " line is wrong." })
final class SidecarOptions {

	@Option(names = { "-H", "--host" }, paramLabel = "HOST", defaultValue = "localhost",
			description = "Host to answer on (default: ${DEFAULT-VALUE}).")
	String host = "";

	@Option(names = { "-P", "--port" }, paramLabel = "PORT", defaultValue = "8000",
			description = "Port to answer on (default: ${DEFAULT-VALUE}).")
	int port;

	@Option(names = "--statsd-host", paramLabel = "STATSD_HOST", defaultValue = "localhost",
			description = "Host to hear StatsD on, over UDP (default: ${DEFAULT-VALUE}).")
	String statsdHost = "";

	@Option(names = "--statsd-port", paramLabel = "STATSD_PORT", defaultValue = "8125",
			description = "Port to hear StatsD on (default: ${DEFAULT-VALUE}).")
	int statsdPort;

	@Option(names = "--application-health-ready-url", paramLabel = "URL",
			description = "URL of the application that answers 200 with JSON while it is ready. Asked in the"
					+ " background, and never by a request.")
	@Nullable String readyUrl;

	@Option(names = { "-v", "--verbose" }, description = "Log more to stderr: -v what changes, -vv everything.")
	boolean[] verbose = {};

	@Option(names = { "-h", "--help" }, usageHelp = true, description = "Show this and exit.")
	boolean help;

	@Option(names = "--ready-interval", paramLabel = "DURATION", defaultValue = "1s",
			converter = DurationConverter.class,
			description = "Pause between two questions to the readiness URL (default: ${DEFAULT-VALUE}).")
	Duration readyInterval = Duration.ZERO;

	@Option(names = "--ready-deadline", paramLabel = "DURATION", defaultValue = "3s",
			converter = DurationConverter.class,
			description = "How long an answer of the readiness URL may take in all (default: ${DEFAULT-VALUE}).")
	Duration readyDeadline = Duration.ZERO;

	@Option(names = "--ready-failures", paramLabel = "N", defaultValue = "1",
			description = "Failures in a row until it counts as not ready (default: ${DEFAULT-VALUE}).")
	int readyFailures;

	@Option(names = "--workers-source", paramLabel = "SOURCE",
			description = "What counts the workers: statsd, files, or greatest, the greater of both (default:"
					+ " files if there is a --workers-directory, otherwise statsd).")
	@Nullable WorkersFrom workersSource;

	@Option(names = "--workers-required", paramLabel = "N", defaultValue = "1",
			description = "Workers that must be ready (default: ${DEFAULT-VALUE}).")
	int workersRequired;

	@Option(names = "--workers-directory", paramLabel = "DIRECTORY",
			description = "Directory in which each worker leaves a file.")
	@Nullable Path workersDirectory;

	@Option(names = "--workers-filename", paramLabel = "NAME", defaultValue = ".gunicorn.worker.{}",
			description = "Name of these files, with {} for the number of the process (default:"
					+ " ${DEFAULT-VALUE}).")
	String workersFilename = "";

	@Option(names = "--workers-verify", paramLabel = "HOW", defaultValue = "process",
			description = "How a living worker's file is told from one left behind: process (it is alive; in"
					+ " the same pid namespace), heartbeat (the file's time changes), or none (default:"
					+ " ${DEFAULT-VALUE}).")
	WorkerVerification workersVerify = WorkerVerification.PROCESS;

	@Option(names = "--workers-heartbeat-timeout", paramLabel = "DURATION", defaultValue = "30s",
			converter = DurationConverter.class,
			description = "For heartbeat: how long a file counts after its time has changed (default:"
					+ " ${DEFAULT-VALUE}).")
	Duration heartbeatTimeout = Duration.ZERO;

	@Option(names = "--scan-interval", paramLabel = "DURATION", defaultValue = "1s",
			converter = DurationConverter.class,
			description = "Pause between two looks at workers and the maintenance file (default:"
					+ " ${DEFAULT-VALUE}).")
	Duration scanInterval = Duration.ZERO;

	@Option(names = "--statsd-gauge", paramLabel = "NAME", split = ",", defaultValue = "workers,gunicorn.workers",
			description = "Gauges that say how many workers there are (default: ${DEFAULT-VALUE}).")
	List<String> statsdGauges = List.of();

	@Option(names = "--statsd-expiry", paramLabel = "DURATION", converter = DurationConverter.class,
			description = "How long a count is kept of which nothing is heard (default: for ever; gunicorn says"
					+ " it only when it changes).")
	@Nullable Duration statsdExpiry;

	@Option(names = "--maintenance-file", paramLabel = "FILE",
			description = "File that takes this instance out of traffic while it exists (default: none).")
	@Nullable Path maintenanceFile;

	@Option(names = "--maintenance-status", paramLabel = "CODE", defaultValue = "503",
			description = "Status code of /readyz, and of the formats word and json, in maintenance (default:"
					+ " ${DEFAULT-VALUE}; 404 for HAProxy's disable-on-404).")
	int maintenanceStatus;

	@Option(names = "--serve", paramLabel = "PATH=FORMAT",
			description = "Answer on another path, or on one of the above in another format: word, json,"
					+ " gunicorn, pyramid, runscope or approck. PATH may end with /** for all paths below.")
	Map<String, Format> serve = new LinkedHashMap<>();

}
