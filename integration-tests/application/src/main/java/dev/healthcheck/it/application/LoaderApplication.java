package dev.healthcheck.it.application;

import org.springframework.boot.CommandLineRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.servlet.support.SpringBootServletInitializer;
import org.springframework.context.annotation.Bean;

/**
 * The application: run as a program, or deployed in a servlet container.
 */
@SpringBootApplication
public class LoaderApplication extends SpringBootServletInitializer {

	/**
	 * Run the application.
	 * @param args command line arguments
	 */
	public static void main(String[] args) {
		SpringApplication.run(LoaderApplication.class, args);
	}

	@Bean
	CommandLineRunner mainThread() {
		return (args) -> {
			System.out
				.println("started with a " + Thread.currentThread().getContextClassLoader().getClass().getSimpleName());
			Seen.by("main");
		};
	}

	@Override
	protected SpringApplicationBuilder configure(SpringApplicationBuilder builder) {
		return builder.sources(LoaderApplication.class);
	}

}
