package dev.healthcheck.maintenance;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Decides which files count: those of any user, except that in a world-writable directory
 * such as {@code /tmp} only those of root and of the user of this process do. Compares
 * users by number, because resolving their names may need a slow directory service.
 */
final class FileTrust {

	private static final int ROOT = 0;

	private static final Pattern EFFECTIVE_USER = Pattern.compile("(?m)^Uid:\\s+\\d+\\s+(\\d+)");

	private static final Path STATUS = Path.of("/proc/self/status");

	/** {@code null} until it has been looked up, which needs a file descriptor. */
	private @Nullable Integer user;

	FileTrust(@Nullable Integer user) {
		this.user = user;
	}

	private Integer user() throws IOException {
		if (this.user == null) {
			this.user = effectiveUser();
		}
		return this.user;
	}

	private static int effectiveUser() throws IOException {
		try {
			Matcher matcher = EFFECTIVE_USER.matcher(Files.readString(STATUS));
			if (matcher.find()) {
				return Integer.parseUnsignedInt(matcher.group(1));
			}
		}
		catch (NoSuchFileException | AccessDeniedException ex) {
			// Not Linux, or a sandbox
		}
		try {
			Path home = Path.of(System.getProperty("user.home", "."));
			return (int) Files.getAttribute(home, "unix:uid", LinkOption.NOFOLLOW_LINKS);
		}
		catch (IOException | UnsupportedOperationException | IllegalArgumentException ex) {
			return ROOT;
		}
	}

	// Returns why a regular file does not count, or null if it does
	@Nullable String distrust(Path file) throws IOException {
		Path directory = file.getParent();
		FileSystem system = file.getFileSystem();
		if (directory == null || !system.supportedFileAttributeViews().contains("unix")
				|| !Files.getPosixFilePermissions(directory).contains(PosixFilePermission.OTHERS_WRITE)) {
			return null;
		}
		// In one call: the file may be replaced between two
		Map<String, Object> attributes = Files.readAttributes(file, "unix:uid,nlink", LinkOption.NOFOLLOW_LINKS);
		Object owner = attributes.get("uid");
		if (!Objects.equals(owner, ROOT) && !Objects.equals(owner, user())) {
			return "its directory is world-writable, and its owner is neither root nor the user of this process";
		}
		// Any user may be able to create hard links to files of root
		if (!Objects.equals(attributes.get("nlink"), 1)) {
			return "its directory is world-writable, and the file has other hard links";
		}
		return null;
	}

}
