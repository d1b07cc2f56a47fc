package dev.healthcheck.sample;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

import com.sun.source.util.JavacTask;
import dev.healthcheck.sample.Documents.Block;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that the blocks of Java in the documents compile, with the types of a reader's
 * application around them.
 */
class JavaSnippetsTests {

	private static final String SOURCE = """
			import java.time.*;
			import java.util.*;
			import dev.healthcheck.check.*;
			import dev.healthcheck.maintenance.*;
			import dev.healthcheck.probe.*;
			import dev.healthcheck.spring.checks.*;
			import dev.healthcheck.spring.groups.*;
			import dev.healthcheck.spring.maintenance.*;
			import dev.healthcheck.spring.server.*;
			import dev.healthcheck.spring.startup.*;
			import dev.healthcheck.worker.*;
			import org.awaitility.Awaitility;
			import org.junit.jupiter.api.*;
			import org.springframework.beans.factory.annotation.*;
			import org.springframework.boot.actuate.endpoint.annotation.*;
			import org.springframework.boot.health.actuate.endpoint.*;
			import org.springframework.boot.health.contributor.Status;
			import org.springframework.boot.test.context.SpringBootTest;
			import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
			import org.springframework.context.annotation.*;
			import org.springframework.context.event.EventListener;
			import org.springframework.http.*;
			import org.springframework.jdbc.core.simple.JdbcClient;
			import org.springframework.stereotype.*;
			import org.springframework.test.web.servlet.client.RestTestClient;
			import org.springframework.web.client.*;
			import static org.assertj.core.api.Assertions.*;
			import static org.awaitility.Awaitility.await;
			%s
			class Surroundings {
				JdbcClient jdbc;
				Client client;
				Database db;
				List<Carrier> carriers;
				interface Client { Pong ping(); }
				interface Pong { String version(); }
				interface Database { boolean ping(); }
				interface Carrier { boolean answers(); String name(); }
				interface PaymentGateway { boolean isReachable(); }
				interface Catalogue { void load(); }
				enum InstanceStatus { UP, OUT_OF_SERVICE }
				interface HealthCheckHandler { InstanceStatus getStatus(InstanceStatus current); }
			}
			class Snippet extends Surroundings {
			%s
			}
			""";

	static List<Block> blocks() throws IOException {
		return Documents.blocks("java");
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("blocks")
	void blockCompiles(Block block) throws IOException {
		assertThat(errors(block.text())).isEmpty();
	}

	@Test
	void blockWithAnUnknownMethodDoesNotCompile() throws IOException {
		assertThat(errors("@HealthCheck(\"a\") CheckResult a() { return CheckResult.good(); }")).hasSize(1);
	}

	private static List<String> errors(String block) throws IOException {
		List<String> imports = new ArrayList<>();
		List<String> rest = new ArrayList<>();
		block.lines()
			.filter((line) -> !line.startsWith("import com.netflix."))
			.forEach((line) -> (line.startsWith("import ") ? imports : rest).add(line));
		String source = SOURCE.formatted(String.join("\n", imports), String.join("\n", rest));
		JavaCompiler compiler = Objects.requireNonNull(ToolProvider.getSystemJavaCompiler(), "JDK");
		DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
		List<String> options = List.of("-proc:none", "-Xlint:none", "-d", "target");
		// Does not write classes, unlike a call of the task
		((JavacTask) compiler.getTask(null, null, found, options, null, List.of(new Source(source)))).analyze();
		return found.getDiagnostics()
			.stream()
			.filter((diagnostic) -> diagnostic.getKind() == Diagnostic.Kind.ERROR)
			.map((diagnostic) -> diagnostic.getMessage(Locale.ENGLISH))
			.toList();
	}

	private static final class Source extends SimpleJavaFileObject {

		private final String text;

		Source(String text) {
			super(URI.create("string:///Snippet.java"), Kind.SOURCE);
			this.text = text;
		}

		@Override
		public CharSequence getCharContent(boolean ignoreEncodingErrors) {
			return this.text;
		}

	}

}
