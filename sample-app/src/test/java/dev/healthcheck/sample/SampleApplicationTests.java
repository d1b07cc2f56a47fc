package dev.healthcheck.sample;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import javax.sql.DataSource;

import dev.healthcheck.spring.server.LocalHealthcheckPort;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.json.JsonContent;
import org.springframework.test.web.servlet.client.RestTestClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = { "spring.datasource.hikari.maximum-pool-size=" + SampleApplicationTests.POOL_SIZE,
				"spring.datasource.hikari.connection-timeout=1000" })
@DirtiesContext
class SampleApplicationTests {

	static final int POOL_SIZE = 2;

	@Autowired
	@SuppressWarnings("NullAway.Init")
	private DataSource dataSource;

	@LocalServerPort
	private int port;

	@LocalHealthcheckPort
	private int healthcheckPort;

	@SuppressWarnings("NullAway.Init")
	private RestTestClient orders;

	@SuppressWarnings("NullAway.Init")
	private RestTestClient health;

	@BeforeEach
	void connect() {
		this.orders = RestTestClient.bindToServer().baseUrl("http://localhost:" + this.port + "/orders").build();
		this.health = RestTestClient.bindToServer().baseUrl("http://localhost:" + this.healthcheckPort).build();
	}

	@Test
	void placeWhenInStockTakesOrder() {
		Order placed = Objects.requireNonNull(this.orders.post()
			.contentType(MediaType.APPLICATION_JSON)
			.body("{\"item\": \"tea\", \"quantity\": 2}")
			.exchange()
			.expectStatus()
			.isCreated()
			.expectBody(Order.class)
			.returnResult()
			.getResponseBody());
		this.orders.get()
			.uri("/{id}", placed.id())
			.exchange()
			.expectStatus()
			.isOk()
			.expectBody(Order.class)
			.isEqualTo(placed);
		this.orders.get()
			.exchange()
			.expectStatus()
			.isOk()
			.expectBody(Order[].class)
			.value((all) -> assertThat(all).contains(placed));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			{}                                 | 400 | 'item' must not be blank
			{"item": " ", "quantity": 1}       | 400 | 'item' must not be blank
			{"item": "tea"}                    | 400 | 'quantity' must be between 1 and 100
			{"item": "tea", "quantity": 0}     | 400 | 'quantity' must be between 1 and 100
			{"item": "tea", "quantity": 101}   | 400 | 'quantity' must be between 1 and 100
			{"item": "tea", "quantity": "two"} | 400 | Failed to read request
			{"item": "kettle", "quantity": 99} | 409 | No 99 of 'kettle' in stock
			{"item": "boat", "quantity": 1}    | 409 | No 1 of 'boat' in stock
			""", quoteCharacter = '`')
	void placeWhenOrderIsBadSaysWhy(String order, int status, String why) {
		this.orders.post()
			.contentType(MediaType.APPLICATION_JSON)
			.body(order)
			.exchange()
			.expectStatus()
			.isEqualTo(status)
			.expectBody()
			.jsonPath("$.detail")
			.isEqualTo(why);
	}

	@Test
	void getWhenThereIsNoSuchOrderIsNotFound() {
		this.orders.get().uri("/0").exchange().expectStatus().isNotFound();
	}

	@Test
	void reportWhenSlowTakesThatLong() {
		long start = System.nanoTime();
		this.orders.get().uri("/report?seconds=1").exchange().expectStatus().isOk();
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
	}

	@Test
	void ordersWhenConnectionsAreAllInUseAreUnavailable() throws SQLException {
		List<Connection> connections = new ArrayList<>();
		try {
			// A check may have one of them at this moment
			await().ignoreExceptionsInstanceOf(SQLException.class).until(() -> {
				connections.add(this.dataSource.getConnection());
				return connections.size() == POOL_SIZE;
			});
			this.orders.get().exchange().expectStatus().isEqualTo(HttpStatus.SERVICE_UNAVAILABLE);
			this.orders.get().uri("/report").exchange().expectStatus().isEqualTo(HttpStatus.SERVICE_UNAVAILABLE);
		}
		finally {
			for (Connection connection : connections) {
				connection.close();
			}
		}
	}

	@ParameterizedTest
	@CsvSource({ "-1", "61", "2147483648" })
	void reportWhenSecondsAreOutOfRangeIsRefused(String seconds) {
		this.orders.get().uri("/report?seconds={seconds}", seconds).exchange().expectStatus().isBadRequest();
	}

	@Test
	void readyzWhenStartedIsOk() {
		await().untilAsserted(() -> assertThat(health("/readyz")).isEqualToIgnoringWhitespace("ok"));
	}

	@ParameterizedTest
	@CsvSource({ "pricing", "stock", "backlog", "db" })
	void healthShowsCheck(String name) {
		await().untilAsserted(() -> assertThat(new JsonContent(health("/actuator/health")))
			.extractingPath("$.components." + name + ".status")
			.isEqualTo("UP"));
	}

	private String health(String path) {
		String body = this.health.get().uri(path).exchange().returnResult(String.class).getResponseBody();
		return Objects.requireNonNullElse(body, "");
	}

}
