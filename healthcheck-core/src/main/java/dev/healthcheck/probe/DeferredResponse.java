package dev.healthcheck.probe;

import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * A response that may take time, because code of the application has to run for it.
 *
 * @param response makes the response, on another thread than the event loop
 * @param otherwise the response if that takes longer than a second, or {@code null} to
 * wait for as long as the client does
 */
public record DeferredResponse(Supplier<ProbeResponse> response,
		@Nullable ProbeResponse otherwise) implements ProbeReply {

	public DeferredResponse(Supplier<ProbeResponse> response) {
		this(response, null);
	}

}
