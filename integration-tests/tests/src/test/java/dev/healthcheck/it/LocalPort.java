package dev.healthcheck.it;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;

/**
 * A port of this machine.
 *
 * @param number its number
 */
record LocalPort(int number) {

	private static final HttpClient CLIENT = HttpClient.newHttpClient();

	static LocalPort free() throws IOException {
		try (ServerSocket socket = new ServerSocket(0)) {
			return new LocalPort(socket.getLocalPort());
		}
	}

	/**
	 * Send a request.
	 * @param path the path
	 * @return the status of the response, or 0 if there is none
	 */
	int get(String path) throws InterruptedException {
		try {
			URI uri = URI.create("http://localhost:" + this.number + path);
			return CLIENT.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.discarding()).statusCode();
		}
		catch (IOException ex) {
			return 0;
		}
	}

}
