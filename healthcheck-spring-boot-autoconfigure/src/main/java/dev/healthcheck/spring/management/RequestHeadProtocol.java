package dev.healthcheck.spring.management;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

import org.apache.coyote.Processor;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.coyote.http11.Http11Processor;
import org.apache.tomcat.util.net.AbstractEndpoint.Handler.SocketState;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;

import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;

/**
 * Tomcat's protocol, but the connection timeout is the time for the head of a request in
 * all. Tomcat's own begins again with each byte, so that a connection that drips holds
 * its place for a hundred headers, and leaves a stack trace in the log then. One that
 * says nothing any more is Tomcat's own affair, as ever. Created by Tomcat, by name.
 *
 * @since 0.1.0
 */
public final class RequestHeadProtocol extends Http11NioProtocol {

	@Override
	protected Processor createProcessor() {
		return new HeadProcessor(this, System::nanoTime);
	}

	/**
	 * Processor that looks at the time whenever more of a head has come, and it is still
	 * not complete.
	 */
	private static final class HeadProcessor extends Http11Processor {

		private final RequestHeadProtocol protocol;

		private final LongSupplier ticker;

		HeadProcessor(RequestHeadProtocol protocol, LongSupplier ticker) {
			super(protocol, protocol.getAdapter());
			this.protocol = protocol;
			this.ticker = ticker;
		}

		@Override
		public SocketState service(SocketWrapperBase<?> socket) throws IOException {
			SocketState state = super.service(socket);
			boolean incomplete = state == SocketState.LONG && !isAsync();
			return (incomplete && isOverdue()) ? SocketState.CLOSED : state;
		}

		private boolean isOverdue() {
			int timeout = this.protocol.getConnectionTimeout();
			// The time of its first byte, or less than zero before it
			long start = getRequest().getStartTimeNanos();
			return timeout > 0 && start >= 0
					&& this.ticker.getAsLong() - start > TimeUnit.MILLISECONDS.toNanos(timeout);
		}

	}

	/**
	 * {@link RuntimeHintsRegistrar} for its creation by name.
	 */
	static final class Hints implements RuntimeHintsRegistrar {

		@Override
		public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
			hints.reflection().registerType(RequestHeadProtocol.class, MemberCategory.INVOKE_PUBLIC_CONSTRUCTORS);
		}

	}

}
