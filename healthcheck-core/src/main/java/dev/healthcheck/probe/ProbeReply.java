package dev.healthcheck.probe;

/**
 * Reply to a request: a response that is ready, or one that must be made on another
 * thread than the event loop.
 */
public sealed interface ProbeReply permits ProbeResponse, DeferredResponse {

}
