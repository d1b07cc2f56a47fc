package dev.healthcheck.benchmarks.load;

/**
 * What is asked over loopback.
 *
 * @param port the port
 * @param path the path and query
 */
public record Target(int port, String path) {

}
