package dev.healthcheck.worker;

import java.io.IOException;

import org.jspecify.annotations.Nullable;

/**
 * Thrown where a worker file was read, is one of ours and is not understood. Unlike any
 * other {@link IOException} this is an answer: to look again would not help.
 */
@SuppressWarnings("serial")
final class WorkerFileFormatException extends IOException {

	WorkerFileFormatException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
