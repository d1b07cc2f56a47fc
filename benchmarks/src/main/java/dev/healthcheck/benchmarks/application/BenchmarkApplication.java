package dev.healthcheck.benchmarks.application;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/**
 * The application that is measured. It knows nothing of the starter: whether that is on
 * the class path is the only difference between the arms.
 */
@SpringBootApplication
public class BenchmarkApplication {

	/**
	 * Start it, and end it when standard input does.
	 * @param args properties, as usual
	 */
	public static void main(String[] args) {
		SpringApplication.run(BenchmarkApplication.class, args);
	}

}
