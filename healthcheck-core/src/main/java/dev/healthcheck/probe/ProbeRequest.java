package dev.healthcheck.probe;

/**
 * Value object for what an asker sent, as far as a probe looks at it.
 *
 * @param method the HTTP method, in upper case
 * @param path the decoded path within the server, with a leading slash
 * @since 0.1.0
 */
public record ProbeRequest(String method, String path) {

}
