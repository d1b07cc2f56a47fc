package dev.healthcheck.it.hierarchy;

import java.io.IOException;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * A parent without a web server, and a child with one and with a probe of its own. The
 * child is closed when there is any input, and both are when it ends.
 */
public final class HierarchyApplication {

	private HierarchyApplication() {
	}

	/**
	 * Run the application.
	 * @param args command line arguments
	 * @throws IOException if the input cannot be read
	 */
	public static void main(String[] args) throws IOException {
		SpringApplicationBuilder parent = new SpringApplicationBuilder(Parent.class).web(WebApplicationType.NONE);
		parent.run(args);
		ConfigurableApplicationContext child = parent.child(Child.class)
			.web(WebApplicationType.SERVLET)
			.properties("healthcheck.probes.child.path=/child", "healthcheck.probes.child.group=liveness")
			.run(args);
		System.out.println("Both have started");
		int key = System.in.read();
		child.close();
		System.out.println("The child is closed");
		while (key >= 0) {
			key = System.in.read();
		}
	}

	@SpringBootConfiguration
	@EnableAutoConfiguration
	static class Parent {

	}

	@SpringBootConfiguration
	@EnableAutoConfiguration
	static class Child {

	}

}
