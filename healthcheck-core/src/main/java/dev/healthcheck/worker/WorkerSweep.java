package dev.healthcheck.worker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.UserPrincipal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * Removes, once at start, the files of dead processes: worker files of ours, of the same
 * user, boot and pid namespace, and temporary files. Without a known boot and namespace
 * nothing proves that a process is dead, and nothing is removed.
 */
record WorkerSweep(WorkerFileName names, ProcessTable processes) {

	private static final int MAX_FILES = 10_000;

	/** A temporary file lives for an instant. */
	private static final Duration TEMPORARY_AGE = Duration.ofHours(1);

	// Takes user and time, as the file system has them, from our own file, just written
	void sweep(Path own) throws IOException {
		WorkerProcess self = this.processes.self();
		if (self.boot().isEmpty() || self.namespace().isEmpty()) {
			return;
		}
		List<String> found = new ArrayList<>();
		this.names.list((name) -> {
			if (found.size() < MAX_FILES && (this.names.digits(name) >= 0 || this.names.isTemporary(name))) {
				found.add(name);
			}
		});
		UserPrincipal user = Files.getOwner(own, LinkOption.NOFOLLOW_LINKS);
		FileTime now = Files.getLastModifiedTime(own, LinkOption.NOFOLLOW_LINKS);
		for (String name : found) {
			Path file = this.names.directory().resolve(name);
			try {
				BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class,
						LinkOption.NOFOLLOW_LINKS);
				if (attributes.isRegularFile() && Files.getOwner(file, LinkOption.NOFOLLOW_LINKS).equals(user)
						&& (this.names.isTemporary(name) ? isLeftOver(attributes, now) : isDead(file))) {
					Files.deleteIfExists(file);
				}
			}
			catch (IOException ex) {
				// It may not be removed, or is gone
			}
		}
	}

	private static boolean isLeftOver(BasicFileAttributes attributes, FileTime now) {
		return attributes.lastModifiedTime().toInstant().isBefore(now.toInstant().minus(TEMPORARY_AGE));
	}

	private boolean isDead(Path file) throws IOException {
		WorkerFile content = WorkerFile.read(file);
		if (content == null || !content.process().sharesTableWith(this.processes.self())) {
			return false;
		}
		OptionalLong start = this.processes.start(content.process().pid());
		return start.isEmpty() || start.getAsLong() != content.process().start();
	}

}
