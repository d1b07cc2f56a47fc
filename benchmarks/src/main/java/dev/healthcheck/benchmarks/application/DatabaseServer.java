package dev.healthcheck.benchmarks.application;

import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

import org.h2.tools.Server;

/**
 * H2 over TCP in a process of its own, so that it can be killed. Says its port, and ends
 * with standard input.
 */
public final class DatabaseServer {

	private DatabaseServer() {
	}

	/**
	 * Start it.
	 * @param args the port, 0 for any that is free
	 * @throws SQLException when H2 does not start
	 * @throws IOException when standard input fails
	 */
	public static void main(String[] args) throws SQLException, IOException {
		Server server = Server.createTcpServer("-tcpPort", args[0], "-ifNotExists").start();
		String url = "jdbc:h2:tcp://127.0.0.1:" + server.getPort() + "/mem:benchmark;DB_CLOSE_DELAY=-1";
		try (Connection connection = DriverManager.getConnection(url, "sa", "");
				Statement statement = connection.createStatement()) {
			statement.execute("CREATE ALIAS SLEEP FOR 'java.lang.Thread.sleep(long)'");
		}
		System.out.println("ready " + url);
		System.out.flush();
		while (System.in.read() >= 0) {
			// Nothing is asked here: what matters is its end
		}
		Runtime.getRuntime().halt(0);
	}

}
