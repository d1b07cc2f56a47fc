package dev.healthcheck.benchmarks.application;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.springframework.http.HttpStatus;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * Three ways to be busy: in the database, asleep, and on a processor.
 */
@RestController
class LoadController {

	private final AtomicInteger busy = new AtomicInteger();

	private final JdbcClient jdbc;

	LoadController(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	@GetMapping("/query")
	String query(@RequestParam long millis) {
		this.busy.incrementAndGet();
		try {
			this.jdbc.sql("CALL SLEEP(?)").param(millis).query().listOfRows();
			return "queried";
		}
		finally {
			this.busy.decrementAndGet();
		}
	}

	@GetMapping("/sleep")
	String sleep(@RequestParam long millis) throws InterruptedException {
		this.busy.incrementAndGet();
		try {
			TimeUnit.MILLISECONDS.sleep(millis);
			return "slept";
		}
		finally {
			this.busy.decrementAndGet();
		}
	}

	/**
	 * Keep a processor busy.
	 * @param millis how long
	 * @param together how many requests must have come before any begins: once they have
	 * begun, others hardly get in
	 * @return something that cannot be optimized away
	 * @throws InterruptedException when interrupted
	 */
	@GetMapping("/burn")
	String burn(@RequestParam long millis, @RequestParam(defaultValue = "1") int together) throws InterruptedException {
		this.busy.incrementAndGet();
		try {
			while (this.busy.get() < together) {
				TimeUnit.MILLISECONDS.sleep(10);
			}
			long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
			long value = millis;
			while (System.nanoTime() - end < 0) {
				value = value * 6364136223846793005L + 1442695040888963407L;
			}
			return "burnt " + value;
		}
		finally {
			this.busy.decrementAndGet();
		}
	}

	/**
	 * Return how many requests are in one of the three, waiting for a connection
	 * included.
	 * @return how many
	 */
	int busy() {
		return this.busy.get();
	}

	/**
	 * Answer when there was no connection: 500, to be told from the 503 of a load
	 * balancer that has nobody left.
	 * @return the answer
	 */
	@ExceptionHandler(CannotGetJdbcConnectionException.class)
	@ResponseStatus(HttpStatus.INTERNAL_SERVER_ERROR)
	String noConnection() {
		return "no connection";
	}

}
