package dev.healthcheck.sidecar;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.healthcheck.worker.WorkerVerification;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/**
 * The command line. The options of approck-healthcheck come first. No other option may
 * make an abbreviation ambiguous that approck accepts ({@code --p}, {@code --v},
 * {@code --statsd-h}).
 */
@Command(name = SidecarCommand.NAME, sortOptions = false,
		header = "Reports over HTTP whether the processes beside it are alive and ready.",
		description = { "",
				"Counts workers by StatsD or by their files, requests the readiness URL of an application,"
						+ " and responds to load balancers at once with the last results. Accepts the command line"
						+ " of approck-healthcheck.",
				"" },
		footer = { "", "Paths:", "  /livez          200 while the sidecar runs",
				"  /readyz         200 ok, or 503 and the name of the failing check",
				"  /health/live    approck: 200, or 422 while there are no workers",
				"  /health/ready   approck: 200, or 422 while a check fails", "",
				"Durations are 500ms, 3s, 2m or 1h. Unambiguous abbreviations of options are accepted (--app"
						+ " URL). Exits with 0 on SIGTERM, 1 if a port is taken, 2 if the command line is invalid." })
final class SidecarOptions {

	private static final Pattern DURATION = Pattern.compile("([0-9]{1,9})(ms|s|m|h)?");

	@Option(names = { "-H", "--host" }, paramLabel = "HOST", defaultValue = "localhost",
			description = "Host to listen on (default: ${DEFAULT-VALUE}).")
	String host = "";

	@Option(names = { "-P", "--port" }, paramLabel = "PORT", defaultValue = "8000",
			description = "Port to listen on (default: ${DEFAULT-VALUE}).")
	int port;

	@Option(names = "--statsd-host", paramLabel = "STATSD_HOST", defaultValue = "localhost",
			description = "Host to receive StatsD on, over UDP (default: ${DEFAULT-VALUE}).")
	String statsdHost = "";

	@Option(names = "--statsd-port", paramLabel = "STATSD_PORT", defaultValue = "8125",
			description = "Port to receive StatsD on (default: ${DEFAULT-VALUE}).")
	int statsdPort;

	@Option(names = "--application-health-ready-url", paramLabel = "URL",
			description = "URL of the application that returns 200 with JSON while it is ready. Requested in"
					+ " the background, never by a probe.")
	@Nullable String readyUrl;

	@Option(names = { "-v", "--verbose" }, description = "Log more to stderr: -v changes, -vv everything.")
	boolean[] verbose = {};

	@Option(names = { "-h", "--help" }, usageHelp = true, description = "Show this and exit.")
	boolean help;

	@Option(names = "--ready-interval", paramLabel = "DURATION", defaultValue = "1s",
			description = "Pause between two requests of the readiness URL (default: ${DEFAULT-VALUE}).")
	Duration readyInterval = Duration.ZERO;

	@Option(names = "--ready-deadline", paramLabel = "DURATION", defaultValue = "3s",
			description = "Maximum time for a complete response of the readiness URL (default: ${DEFAULT-VALUE}).")
	Duration readyDeadline = Duration.ZERO;

	@Option(names = "--ready-failures", paramLabel = "N", defaultValue = "1",
			description = "Failures in a row until the application is not ready (default: ${DEFAULT-VALUE}).")
	int readyFailures;

	@Option(names = "--workers-source", paramLabel = "SOURCE",
			description = "Source of the number of workers: statsd, files, or the greatest of both (default:"
					+ " files with a --workers-directory, otherwise statsd).")
	@Nullable WorkerSourceType workersSource;

	@Option(names = "--workers-required", paramLabel = "N", defaultValue = "1",
			description = "Workers that must be ready (default: ${DEFAULT-VALUE}).")
	int workersRequired;

	@Option(names = "--workers-directory", paramLabel = "DIRECTORY",
			description = "Directory in which each worker leaves a file.")
	@Nullable Path workersDirectory;

	@Option(names = "--workers-filename", paramLabel = "NAME", defaultValue = ".gunicorn.worker.{}",
			description = "Name of these files, with {} for the process id (default: ${DEFAULT-VALUE}).")
	String workersFilename = "";

	@Option(names = "--workers-verify", paramLabel = "HOW", defaultValue = "process",
			description = "How to recognise the file of a dead worker: process (looks up the process; needs the"
					+ " same pid namespace), heartbeat (the file's time must change), or none (default:"
					+ " ${DEFAULT-VALUE}).")
	WorkerVerification workersVerify = WorkerVerification.PROCESS;

	@Option(names = "--workers-heartbeat-timeout", paramLabel = "DURATION", defaultValue = "30s",
			description = "For heartbeat: time that a file counts after a change (default: ${DEFAULT-VALUE}).")
	Duration heartbeatTimeout = Duration.ZERO;

	@Option(names = "--scan-interval", paramLabel = "DURATION", defaultValue = "1s",
			description = "Pause between two scans of workers and maintenance file (default: ${DEFAULT-VALUE}).")
	Duration scanInterval = Duration.ZERO;

	@Option(names = "--statsd-gauge", paramLabel = "NAME", split = ",", defaultValue = "workers,gunicorn.workers",
			description = "Gauges that report the number of workers (default: ${DEFAULT-VALUE}).")
	List<String> statsdGauges = List.of();

	@Option(names = "--statsd-expiry", paramLabel = "DURATION",
			description = "Time to keep the last count of a silent source (default: forever; gunicorn sends only"
					+ " changes).")
	@Nullable Duration statsdExpiry;

	@Option(names = "--statsd-allow", hidden = true)
	@Nullable String statsdAllow;

	@Option(names = "--maintenance-file", paramLabel = "FILE",
			description = "File that takes this instance out of traffic while it exists (default: none).")
	@Nullable Path maintenanceFile;

	@Option(names = "--maintenance-status", paramLabel = "CODE", defaultValue = "503",
			description = "Status code of /readyz and the formats word and json in maintenance (default:"
					+ " ${DEFAULT-VALUE}; 404 for HAProxy's disable-on-404).")
	int maintenanceStatus;

	@Option(names = "--serve", paramLabel = "PATH=FORMAT",
			description = "Respond on another path, or in another format: word, json, gunicorn, pyramid,"
					+ " runscope or approck. PATH may end with /** for all paths below.")
	Map<String, SidecarProbes.Format> serve = new LinkedHashMap<>();

	WorkerSourceType workersSource() {
		if (this.workersSource != null) {
			return this.workersSource;
		}
		return (this.workersDirectory != null) ? WorkerSourceType.FILES : WorkerSourceType.STATSD;
	}

	static Duration duration(String value) {
		Matcher matcher = DURATION.matcher(value);
		if (!matcher.matches()) {
			throw new TypeConversionException("'" + value + "' is not a duration such as 500ms, 3s, 2m or 1h");
		}
		long number = Long.parseLong(matcher.group(1));
		return switch ((matcher.group(2) != null) ? matcher.group(2) : "s") {
			case "ms" -> Duration.ofMillis(number);
			case "m" -> Duration.ofMinutes(number);
			case "h" -> Duration.ofHours(number);
			default -> Duration.ofSeconds(number);
		};
	}

	enum WorkerSourceType {

		STATSD, FILES, GREATEST;

		boolean readsFiles() {
			return this != STATSD;
		}

		boolean receivesStatsd() {
			return this != FILES;
		}

	}

}
