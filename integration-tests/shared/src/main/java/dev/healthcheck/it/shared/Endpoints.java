package dev.healthcheck.it.shared;

import java.nio.file.Files;
import java.nio.file.Path;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * What the application serves where it has a web server.
 */
@RestController
class Endpoints {

	@GetMapping("/hello")
	String hello() {
		return "hello";
	}

	/**
	 * A path that is a probe's on the probe port.
	 * @return another answer than the probe's
	 */
	@GetMapping("/readyz")
	String readyz() {
		return "readyz of the application";
	}

	/**
	 * Keep the request's thread while there is no such file.
	 * @param file the name of the file
	 * @return a word
	 * @throws InterruptedException if the application ends
	 */
	@GetMapping("/stuck")
	String stuck(@RequestParam("until") String file) throws InterruptedException {
		System.out.println("A request is stuck");
		while (!Files.exists(Path.of(file))) {
			Thread.sleep(50);
		}
		return "released";
	}

}
