package dev.healthcheck.spring.server;

import java.util.function.Supplier;

import dev.healthcheck.server.ProbeServerLimits;
import dev.healthcheck.server.ServerTls;
import org.jspecify.annotations.Nullable;

/**
 * How the probe server serves.
 *
 * @param limits its limits
 * @param tls its settings for TLS, or {@code null} for none
 * @param openedBy returns the property that shows details to everybody, or {@code null}
 * if none does
 * @since 0.1.0
 */
record ServerSettings(ProbeServerLimits limits, @Nullable ServerTls tls, Supplier<@Nullable String> openedBy) {

}
