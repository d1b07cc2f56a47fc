package dev.healthcheck.sample;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/**
 * An order service. Its orders are on port 8080, its probes on port 18080.
 */
@SpringBootApplication
public class SampleApplication {

	/**
	 * Start the service.
	 * @param args properties, such as {@code --server.port=9090}
	 */
	public static void main(String[] args) {
		SpringApplication.run(SampleApplication.class, args);
	}

}
