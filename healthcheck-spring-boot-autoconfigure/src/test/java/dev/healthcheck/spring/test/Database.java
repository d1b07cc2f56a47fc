package dev.healthcheck.spring.test;

import java.io.IOException;
import java.sql.SQLException;

import dev.healthcheck.test.FreePorts;
import org.h2.tools.Server;

/**
 * A database on a port of its own, that can be stopped as a machine that dies.
 */
public final class Database implements AutoCloseable {

	/** With this property an application on Tomcat has a database. */
	public static final String PROPERTY = "spring.autoconfigure.exclude=${test.jetty}";

	private Server server;

	public Database() throws SQLException, IOException {
		this.server = start(FreePorts.next());
	}

	private static Server start(int port) throws SQLException {
		return Server.createTcpServer("-tcpPort", String.valueOf(port), "-ifNotExists").start();
	}

	public String url() {
		return "jdbc:h2:tcp://localhost:" + this.server.getPort() + "/mem:test;DB_CLOSE_DELAY=-1";
	}

	public void restart() throws SQLException {
		this.server = start(this.server.getPort());
	}

	public void stop() {
		this.server.stop();
	}

	@Override
	public void close() {
		stop();
	}

}
