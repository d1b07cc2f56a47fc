package dev.healthcheck.faults;

import java.io.BufferedReader;
import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import dev.healthcheck.check.CheckResult;
import dev.healthcheck.maintenance.MaintenanceCheck;
import dev.healthcheck.maintenance.MaintenanceFile;
import dev.healthcheck.maintenance.MaintenanceScope;
import dev.healthcheck.maintenance.MaintenanceSwitch;
import dev.healthcheck.worker.WorkerDirectory;
import dev.healthcheck.worker.WorkerFileName;
import dev.healthcheck.worker.WorkerRegistration;
import dev.healthcheck.worker.WorkerVerification;
import dev.healthcheck.worker.WorkersCheck;

/**
 * An instance that needs two workers, itself among them, in one directory with its file
 * of maintenance. Does what it is told, in its own process or in that of a test.
 */
public final class InstanceProgram {

	private static final Duration HEARTBEAT = Duration.ofSeconds(30);

	private final WorkersCheck workers;

	private volatile boolean ready = true;

	private final MaintenanceCheck maintenance;

	private final MaintenanceSwitch maintenanceSwitch;

	private final List<InputStream> descriptors = new ArrayList<>();

	private final List<ByteBuffer> buffers = new ArrayList<>();

	InstanceProgram(Path directory) {
		WorkerFileName names = WorkerFileName.of(directory, ".w.{}");
		this.workers = new WorkersCheck(2, List.of(new WorkerDirectory(names, WorkerVerification.PROCESS, HEARTBEAT)),
				new WorkerRegistration(names, "app", WorkerVerification.PROCESS, HEARTBEAT), () -> this.ready);
		Path file = directory.resolve(".maintenance");
		this.maintenance = new MaintenanceCheck(new MaintenanceFile(file));
		this.maintenanceSwitch = new MaintenanceSwitch(file);
	}

	/**
	 * Do one thing.
	 * @param command what
	 * @return what came of it, in one line
	 */
	String tell(String command) {
		try {
			if (!this.descriptors.isEmpty()) {
				// Those that are free again
				useUpDescriptors();
			}
			return switch (command) {
				case "workers" -> describe(this.workers.run());
				case "maintenance" -> describe(this.maintenance.run());
				case "enter" -> String
					.valueOf(this.maintenanceSwitch.enter(MaintenanceScope.ALL, "disks", null, "operator").reason());
				case "leave" -> String.valueOf(this.maintenanceSwitch.leave(MaintenanceScope.ALL));
				case "use-up-descriptors" -> useUpDescriptors();
				case "use-up-memory" -> useUpMemory();
				case "release" -> release();
				case "ready", "unready" -> {
					this.ready = command.equals("ready");
					yield command;
				}
				default -> throw new IllegalArgumentException(command);
			};
		}
		catch (IOException ex) {
			return ex.toString();
		}
	}

	private String useUpDescriptors() throws IOException {
		try {
			while (true) {
				this.descriptors.add(new FileInputStream("/dev/null"));
			}
		}
		catch (FileNotFoundException ex) {
			return ex.getMessage();
		}
	}

	/**
	 * Use up what reading files needs, and nothing else: direct buffers.
	 * @return what comes of reading a file now
	 */
	private String useUpMemory() throws IOException {
		try {
			while (true) {
				this.buffers.add(ByteBuffer.allocateDirect(512));
			}
		}
		catch (OutOfMemoryError ex) {
			// As much as there is
		}
		try (InputStream in = Files.newInputStream(Path.of("/proc/self/stat"))) {
			return in.readNBytes(1024).length + " bytes";
		}
		catch (OutOfMemoryError ex) {
			return ex.toString();
		}
	}

	private String release() throws IOException {
		for (InputStream descriptor : this.descriptors) {
			descriptor.close();
		}
		this.descriptors.clear();
		this.buffers.clear();
		return "released";
	}

	private static String describe(CheckResult result) {
		Object problem = result.details().get("problem");
		Object ignored = result.details().get("ignored");
		return result.status() + ((result.message() != null) ? " " + result.message() : "")
				+ ((ignored != null) ? " " + ignored : "") + ((problem != null) ? "; " + problem : "");
	}

	void end() {
		this.workers.deregister();
	}

	public static void main(String[] args) throws IOException {
		InstanceProgram instance = new InstanceProgram(Path.of(args[0]));
		// Whatever logging needs is there, as in any application that has started
		System.getLogger(InstanceProgram.class.getName()).log(System.Logger.Level.INFO, "Started");
		BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
		for (String line = lines.readLine(); line != null; line = lines.readLine()) {
			System.out.println(instance.tell(line));
		}
		instance.end();
	}

}
