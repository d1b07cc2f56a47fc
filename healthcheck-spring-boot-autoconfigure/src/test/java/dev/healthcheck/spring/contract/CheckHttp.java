package dev.healthcheck.spring.contract;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Nagios' check_http, as the commands of the recipe start it.
 */
final class CheckHttp {

	private static final Path PLUGINS = Path.of("/usr/lib/nagios/plugins");

	private CheckHttp() {
	}

	static boolean isInstalled() {
		return Files.isExecutable(PLUGINS.resolve("check_http"));
	}

	/**
	 * Run a command of the recipe as Nagios does: macros are replaced, and a shell runs
	 * the line.
	 * @param directory where its files go
	 * @param command the name of the command
	 * @param port the port to ask, in the place of 18080
	 * @param path the path to ask, in the place of the command's own
	 * @return 0 for OK, 1 for WARNING, 2 for CRITICAL
	 */
	static int run(Path directory, String command, int port, String path) throws IOException, InterruptedException {
		Recipe recipe = Recipe.of("nagios/orders.cfg")
			.with("-p 18080", "-p " + port)
			.with("$USER1$", PLUGINS)
			.with("$HOSTADDRESS$", "127.0.0.1");
		Matcher line = Pattern.compile("command_name\\s+" + command + "\\s+command_line\\s+(.+)")
			.matcher(recipe.text());
		if (!line.find()) {
			throw new IllegalArgumentException("There is no command " + command);
		}
		String text = line.group(1).replaceFirst("-u \\S+", "-u " + path);
		try (ClientProcess client = ClientProcess.start(directory, List.of("sh", "-c", text))) {
			return client.exitCode();
		}
	}

}
