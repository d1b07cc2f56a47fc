package dev.healthcheck.probe;

/**
 * What a server gets for a request: a response that is ready, or one that must be made
 * beside the thread that serves all connections.
 *
 * @since 0.1.0
 */
public sealed interface ProbeReply permits ProbeResponse, DeferredResponse {

}
