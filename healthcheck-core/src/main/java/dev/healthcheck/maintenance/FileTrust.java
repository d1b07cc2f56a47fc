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
 * Tells whose files count: those of any user, but in a directory that all can write to,
 * such as {@code /tmp}, only root's and those of the user of this process. Users are
 * compared by number, since only a slow directory service may know their names.
 */
final class FileTrust {

	private static final int ROOT = 0;

	private static final Pattern EFFECTIVE_USER = Pattern.compile("(?m)^Uid:\\s+\\d+\\s+(\\d+)");

	private static final Path STATUS = Path.of("/proc/self/status");

	/** {@code null} until it was looked up: that needs a file descriptor. */
	private @Nullable Integer user;

	FileTrust(@Nullable Integer user) {
		this.user = user;
	}

	static FileTrust system() {
		return new FileTrust(null);
	}

	private Integer user() throws IOException {
		Integer user = this.user;
		if (user == null) {
			user = effectiveUser();
			this.user = user;
		}
		return user;
	}

	private static int effectiveUser() throws IOException {
		try {
			Matcher matcher = EFFECTIVE_USER.matcher(Files.readString(STATUS));
			if (matcher.find()) {
				return Integer.parseUnsignedInt(matcher.group(1));
			}
		}
		catch (NoSuchFileException | AccessDeniedException ex) {
			// No Linux, or a sandbox
		}
		try {
			Path home = Path.of(System.getProperty("user.home", "."));
			return (int) Files.getAttribute(home, "unix:uid", LinkOption.NOFOLLOW_LINKS);
		}
		catch (IOException | UnsupportedOperationException | IllegalArgumentException ex) {
			return ROOT;
		}
	}

	// Why a regular file does not count, or null if it does
	@Nullable String distrust(Path file) throws IOException {
		Path directory = file.getParent();
		FileSystem system = file.getFileSystem();
		if (directory == null || !system.supportedFileAttributeViews().contains("unix")
				|| !Files.getPosixFilePermissions(directory).contains(PosixFilePermission.OTHERS_WRITE)) {
			return null;
		}
		// At once: the file may be swapped between two calls
		Map<String, Object> attributes = Files.readAttributes(file, "unix:uid,nlink", LinkOption.NOFOLLOW_LINKS);
		Object owner = attributes.get("uid");
		if (!Objects.equals(owner, ROOT) && !Objects.equals(owner, user())) {
			return "all users can write to its directory, and it is neither root's nor this user's";
		}
		// Any user may be able to give root's files another name
		if (!Objects.equals(attributes.get("nlink"), 1)) {
			return "all users can write to its directory, and it has other names";
		}
		return null;
	}

}
