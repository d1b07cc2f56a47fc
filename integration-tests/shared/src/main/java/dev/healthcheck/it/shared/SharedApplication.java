package dev.healthcheck.it.shared;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/**
 * The application.
 */
@SpringBootApplication
public class SharedApplication {

	/**
	 * Run the application.
	 * @param args command line arguments
	 */
	public static void main(String[] args) {
		SpringApplication.run(SharedApplication.class, args);
	}

}
