package dev.healthcheck.spring.server;

import dev.healthcheck.spring.test.RawHttp;

import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/**
 * A batch job that asks for its own health, and ends.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
public class BatchProgram {

	public static void main(String[] arguments) {
		new SpringApplicationBuilder(BatchProgram.class).web(WebApplicationType.NONE).run(arguments);
	}

	@Bean
	ApplicationRunner job(Environment environment) {
		return (arguments) -> {
			int port = environment.getRequiredProperty("local.healthcheck.port", Integer.class);
			System.out.println("In the job: " + RawHttp.get(port, "/livez").status());
			// A slow answer has a thread of its own
			System.out.println("In the job: " + RawHttp.get(port, "/actuator/health").status());
		};
	}

}
