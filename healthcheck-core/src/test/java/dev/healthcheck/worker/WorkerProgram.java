package dev.healthcheck.worker;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import dev.healthcheck.check.CheckResult;

/**
 * A worker in a process of its own: counts at each line that it reads, says what it has
 * counted, and deregisters at the end of its input.
 */
public final class WorkerProgram {

	private WorkerProgram() {
	}

	public static void main(String[] args) throws IOException {
		WorkerFileName names = WorkerFileName.of(Path.of(args[0]), ".w.{}");
		WorkerVerification verification = WorkerVerification.valueOf(args[1]);
		Duration heartbeat = Duration.ofMillis(600);
		WorkersCheck check = new WorkersCheck(1, List.of(new WorkerDirectory(names, verification, heartbeat)),
				new WorkerRegistration(names, "app", verification, heartbeat), () -> true);
		BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
		while (lines.readLine() != null) {
			CheckResult result = check.run();
			System.out.println(result.details().get("ready") + " " + result.details().get("ignored"));
		}
		check.deregister();
	}

}
