package dev.healthcheck.test;

import java.io.IOException;
import java.net.BindException;
import java.net.DatagramSocket;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ports for programs that cannot listen on port 0. They are chosen at random below the
 * range from which Linux takes the ports of outgoing connections (32768 and up): neither
 * a connection nor another build on the same machine is likely to take one meanwhile.
 */
public final class FreePorts {

	private static final int FIRST = 20_000;

	private static final int LAST = 32_000;

	private FreePorts() {
	}

	/**
	 * Return a port on which nothing listens, neither over TCP nor over UDP.
	 * @return the port
	 * @throws IOException if sockets cannot be opened at all
	 */
	public static int next() throws IOException {
		return next(1)[0];
	}

	/**
	 * Return some ports on which nothing listens, neither over TCP nor over UDP.
	 * @param count the number of ports
	 * @return the ports, all different
	 * @throws IOException if sockets cannot be opened at all
	 */
	public static int[] next(int count) throws IOException {
		int[] ports = new int[count];
		int first = ThreadLocalRandom.current().nextInt(FIRST, LAST);
		for (int port = first, found = 0; found < count; port = (port < LAST) ? port + 1 : FIRST) {
			if (isFree(port)) {
				ports[found++] = port;
			}
		}
		return ports;
	}

	private static boolean isFree(int port) throws IOException {
		try (ServerSocket tcp = new ServerSocket(port); DatagramSocket udp = new DatagramSocket(port)) {
			return true;
		}
		catch (BindException ex) {
			return false;
		}
	}

}
