package dev.healthcheck.it.job;

import java.io.IOException;

import org.springframework.boot.CommandLineRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

/**
 * A job that ends when its input does.
 */
@SpringBootApplication
public class JobApplication {

	/**
	 * Run the job.
	 * @param args command line arguments
	 */
	public static void main(String[] args) {
		SpringApplication.run(JobApplication.class, args);
	}

	@Bean
	CommandLineRunner job() {
		return (args) -> run();
	}

	private static void run() throws IOException {
		System.out.println("The job has begun");
		System.in.transferTo(System.out);
		System.out.println("The job has ended");
	}

}
