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
 * Tells whose word counts: anybody's who may write to the directory, but in one that is
 * open to all, as {@code /tmp} is, only root's and that of the user of this process.
 * Users are compared by number: their names may be known to a slow directory service
 * only.
 */
final class FileTrust {

	private static final int ROOT = 0;

	private static final Pattern EFFECTIVE_USER = Pattern.compile("(?m)^Uid:\\s+\\d+\\s+(\\d+)");

	private static final Path STATUS = Path.of("/proc/self/status");

	/** {@code null} until it was looked up: that needs a file descriptor. */
	private @Nullable Integer user;

	/**
	 * Create the rule for a user.
	 * @param user the number of the user that this process runs as, or {@code null} to
	 * look it up when it is needed
	 */
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
			return attribute(Path.of(System.getProperty("user.home", ".")), "unix:uid");
		}
		catch (IOException | UnsupportedOperationException | IllegalArgumentException ex) {
			return ROOT;
		}
	}

	/**
	 * Return why a file's word does not count.
	 * @param file the file, a regular one
	 * @return the reason, or {@code null} if it counts
	 * @throws IOException if it cannot be told
	 */
	@Nullable String distrust(Path file) throws IOException {
		Path directory = file.getParent();
		FileSystem system = file.getFileSystem();
		if (directory == null || !system.supportedFileAttributeViews().contains("unix")
				|| !Files.getPosixFilePermissions(directory).contains(PosixFilePermission.OTHERS_WRITE)) {
			return null;
		}
		// At once: whoever may write to the directory may swap the file meanwhile
		Map<String, Object> attributes = Files.readAttributes(file, "unix:uid,nlink", LinkOption.NOFOLLOW_LINKS);
		Object owner = attributes.get("uid");
		if (!Objects.equals(owner, ROOT) && !Objects.equals(owner, user())) {
			return "everybody can write to its directory, and it is neither root's nor this user's";
		}
		// Anybody may be able to give root's files another name
		if (!Objects.equals(attributes.get("nlink"), 1)) {
			return "everybody can write to its directory, and it has other names";
		}
		return null;
	}

	private static int attribute(Path file, String name) throws IOException {
		return (int) Files.getAttribute(file, name, LinkOption.NOFOLLOW_LINKS);
	}

}
