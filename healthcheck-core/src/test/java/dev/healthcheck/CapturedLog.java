package dev.healthcheck;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

import org.jspecify.annotations.Nullable;

/**
 * Captures what a class logs, instead of showing it.
 */
public final class CapturedLog extends Handler implements AutoCloseable {

	private final Logger logger;

	private final List<LogRecord> records = new CopyOnWriteArrayList<>();

	private volatile @Nullable Error failure;

	private CapturedLog(Logger logger) {
		this.logger = logger;
	}

	public static CapturedLog of(Class<?> type) {
		CapturedLog log = new CapturedLog(Logger.getLogger(type.getName()));
		log.logger.setUseParentHandlers(false);
		log.logger.addHandler(log);
		return log;
	}

	/**
	 * Return what was logged.
	 * @return the lines, each with its level in front
	 */
	public List<String> lines() {
		return this.records.stream().map((line) -> line.getLevel() + " " + line.getMessage()).toList();
	}

	public List<LogRecord> records() {
		return this.records;
	}

	/**
	 * Fail to log from now on.
	 * @param failure what is thrown
	 */
	public void failWith(Error failure) {
		this.failure = failure;
	}

	@Override
	public void publish(LogRecord line) {
		if (this.failure != null) {
			throw this.failure;
		}
		this.records.add(line);
	}

	@Override
	public void flush() {
	}

	@Override
	public void close() {
		this.logger.removeHandler(this);
		this.logger.setUseParentHandlers(true);
	}

}
