package dev.healthcheck.spring.figures;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import dev.healthcheck.spring.test.Database;
import dev.healthcheck.spring.test.RawHttp.Answer;
import dev.healthcheck.spring.test.RunningApplication;
import dev.healthcheck.test.Figures;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Figure 13 of docs/reliability.md: every connection of the pool is held, or the database
 * is really dead.
 */
@Timeout(300)
class PoolExhaustedTests {

	private static final String[] PATHS = { "/readyz", "/actuator/health", "/actuator/health/all" };

	private static final Duration SUCCESS_TTL = Duration.ofSeconds(1);

	private static final Duration TIMEOUT = Duration.ofSeconds(3);

	private static final Duration RETRY_DELAY = Duration.ofMillis(500);

	private final Database database = new Database();

	private final List<Connection> held = new ArrayList<>();

	PoolExhaustedTests() throws SQLException, IOException {
	}

	@AfterEach
	void stop() {
		this.database.close();
	}

	@ParameterizedTest
	@ValueSource(ints = { 30_000, 500 })
	void whileEveryConnectionIsHeldProbesAreAnsweredAndDbIsLateButTakesTraffic(int connectionTimeout) throws Exception {
		try (RunningApplication application = start(connectionTimeout, "healthcheck.checks.stale-after=1s")) {
			hold(application, 10);
			Awaitility.await().until(() -> db(application), (db) -> db.body().contains("lateBecause"));
			assertThat(db(application).body()).contains("10 in use and 0 idle of 10");
			// Also warms up: this is the first that the JVM is asked
			assertThat(ProbeClients.concurrently(application, 4, Figures.repetitions(1000), PATHS).failures())
				.isEmpty();
			Figure.holds("13, all of 10 connections held, connection-timeout " + connectionTimeout + " ms",
					Duration.ofMillis(20),
					() -> ProbeClients.atPace(application, 1, Duration.ofMillis(5), Figures.repetitions(300), PATHS));
			// For longer than failure-threshold runs take
			Answer stale = Awaitility.await()
				.until(() -> db(application), (db) -> db.body().contains("\"status\":\"DEGRADED\""));
			assertThat(stale.status()).isEqualTo(200);
			assertThat(ProbeClients.concurrently(application, 4, 200, PATHS).failures()).isEmpty();
			release();
			Awaitility.await().until(() -> db(application), (db) -> db.body().contains("\"status\":\"UP\""));
		}
	}

	@ParameterizedTest
	@ValueSource(ints = { 30_000, 500 })
	void whenTheDatabaseIsDeadDbIsDownInTimeAndComesBack(int connectionTimeout) throws Exception {
		try (RunningApplication application = start(connectionTimeout)) {
			this.database.stop();
			long stopped = System.nanoTime();
			Answer dead = Awaitility.await()
				.pollInterval(Duration.ofMillis(20))
				.until(() -> db(application), (db) -> db.body().contains("\"status\":\"DOWN\""));
			Duration jitter = SUCCESS_TTL.dividedBy(10).plus(RETRY_DELAY.dividedBy(10));
			Figures.assertAtMost("time until DOWN", Duration.ofNanos(System.nanoTime() - stopped),
					SUCCESS_TTL.plus(TIMEOUT).plus(RETRY_DELAY).plus(jitter));
			assertThat(dead.status()).isEqualTo(503);
			assertThat(application.probe("/actuator/health").status()).isEqualTo(503);
			assertThat(application.probe("/readyz").status()).isEqualTo(200);
			this.database.restart();
			Awaitility.await().until(() -> db(application), (db) -> db.body().contains("\"status\":\"UP\""));
		}
	}

	@Test
	void whenAConnectionIsGivenBackBeforeTheTimeoutTheWaitIsNoFault() throws Exception {
		try (RunningApplication application = start(30_000)) {
			hold(application, 10);
			Awaitility.await().until(() -> waiting(application) > 0);
			release();
			Awaitility.await().until(() -> waiting(application) == 0);
			assertThat(db(application).body()).contains("\"status\":\"UP\"")
				.doesNotContain("lateSeconds", "unconfirmed");
		}
	}

	private static int waiting(RunningApplication application) throws SQLException {
		return application.context()
			.getBean(DataSource.class)
			.unwrap(HikariDataSource.class)
			.getHikariPoolMXBean()
			.getThreadsAwaitingConnection();
	}

	private static Answer db(RunningApplication application) {
		return application.probe("/actuator/health/db");
	}

	private void hold(RunningApplication application, int connections) {
		DataSource dataSource = application.context().getBean(DataSource.class);
		// The pool may need longer than its timeout to open one
		Awaitility.await().ignoreException(SQLTransientConnectionException.class).until(() -> {
			this.held.add(dataSource.getConnection());
			return this.held.size() == connections;
		});
	}

	private void release() throws SQLException {
		for (Connection connection : this.held) {
			connection.close();
		}
		this.held.clear();
	}

	private RunningApplication start(int connectionTimeout, String... more) {
		List<String> properties = new ArrayList<>(List.of(Database.PROPERTY,
				"spring.datasource.url=" + this.database.url(),
				"spring.datasource.hikari.connection-timeout=" + connectionTimeout,
				"management.endpoint.health.show-details=always", "management.endpoint.health.group.all.include=*",
				"healthcheck.checks.success-ttl=" + SUCCESS_TTL.toMillis() + "ms",
				"healthcheck.checks.failure-ttl=500ms", "healthcheck.checks.timeout=" + TIMEOUT.toMillis() + "ms",
				"healthcheck.checks.retry-delay=" + RETRY_DELAY.toMillis() + "ms"));
		properties.addAll(List.of(more));
		RunningApplication application = RunningApplication.start(properties.toArray(String[]::new));
		Awaitility.await().until(() -> db(application), (db) -> db.body().contains("\"status\":\"UP\""));
		return application;
	}

}
