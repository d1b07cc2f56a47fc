package dev.healthcheck.it.shared;

import java.io.IOException;

import org.springframework.boot.CommandLineRunner;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.stereotype.Component;

/**
 * A job that ends when its input does.
 */
@Component
@ConditionalOnBooleanProperty("job")
class Job implements CommandLineRunner {

	@Override
	public void run(String... args) throws IOException {
		System.out.println("The job has begun");
		System.in.transferTo(System.out);
		System.out.println("The job has ended");
	}

}
