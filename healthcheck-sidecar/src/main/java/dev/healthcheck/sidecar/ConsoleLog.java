package dev.healthcheck.sidecar;

import java.io.PrintStream;
import java.time.ZoneId;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/**
 * {@link Handler} that writes one line for each entry, as approck-healthcheck does.
 */
final class ConsoleLog extends Handler {

	private final SimpleFormatter formatter = new SimpleFormatter();

	private final PrintStream err;

	private ConsoleLog(PrintStream err) {
		this.err = err;
	}

	// For the whole process
	static void install(int verbosity, PrintStream err) {
		Level level = switch (verbosity) {
			case 0 -> Level.WARNING;
			case 1 -> Level.INFO;
			default -> Level.FINE;
		};
		LogManager.getLogManager().reset();
		Logger root = Logger.getLogger("");
		root.setLevel(level);
		root.addHandler(new ConsoleLog(err));
	}

	@Override
	public void publish(LogRecord entry) {
		String line = String.format("%tF %<tT,%<tL %s %s", entry.getInstant().atZone(ZoneId.systemDefault()),
				name(entry.getLevel()), this.formatter.formatMessage(entry));
		Throwable thrown = entry.getThrown();
		this.err.println((thrown != null) ? line + ": " + thrown : line);
	}

	private static String name(Level level) {
		if (level.intValue() >= Level.SEVERE.intValue()) {
			return "ERROR";
		}
		if (level.intValue() >= Level.WARNING.intValue()) {
			return "WARNING";
		}
		return (level.intValue() >= Level.INFO.intValue()) ? "INFO" : "DEBUG";
	}

	@Override
	public void flush() {
		this.err.flush();
	}

	@Override
	public void close() {
		// Standard error stays open
	}

}
