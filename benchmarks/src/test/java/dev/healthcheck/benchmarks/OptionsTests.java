package dev.healthcheck.benchmarks;

import java.io.PrintWriter;
import java.io.StringWriter;

import dev.healthcheck.benchmarks.arm.Arm;
import dev.healthcheck.benchmarks.scenario.Scenario;
import dev.healthcheck.benchmarks.scenario.Settings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Options}.
 */
class OptionsTests {

	private final StringWriter out = new StringWriter();

	private final StringWriter err = new StringWriter();

	private int run(String... args) {
		CommandLine command = Benchmarks.commandLine();
		command.setOut(new PrintWriter(this.out));
		command.setErr(new PrintWriter(this.err));
		return command.execute(args);
	}

	@Test
	void helpNamesOptionsScenariosAndArms() {
		assertThat(run("--help")).isZero();
		assertThat(this.out.toString()).contains("--quick", "--scenario", "--arms", "--seconds", "--output", "--jmh",
				"haproxy-2s", "ours-readyz");
		assertThat(this.err.toString()).isEmpty();
	}

	@ParameterizedTest
	@CsvSource(quoteCharacter = '"',
			value = { "--quack, '--quack'", "--arms=ours, 'ours' is none of in-band",
					"--scenario=nonsense, 'nonsense' is none of idle", "--seconds=0, '0' is not between 1 and 600",
					"--seconds=ten, 'ten' is not an int", "more, 'more'" })
	void runWhenAnOptionIsWrongNamesItAndEndsWithTwo(String option, String message) {
		assertThat(run(option)).isEqualTo(2);
		assertThat(this.err.toString()).contains(message);
		assertThat(this.out.toString()).isEmpty();
	}

	@Test
	void scenariosWhenNoneIsNamedAreAllButTheMicrobenchmarks() {
		CommandLine command = Benchmarks.commandLine();
		Options options = new Options();
		new CommandLine(options).parseArgs();
		assertThat(options.scenarios(command)).extracting(Scenario::name)
			.contains("idle", "haproxy")
			.doesNotContain("jmh", "drain", "drain-long");
		assertThat(options.settings(command).arms()).hasSize(5);
	}

	@Test
	void armsWhenTimeIsShortAreThree() {
		Options options = new Options();
		new CommandLine(options).parseArgs("--quick");
		Settings settings = options.settings(Benchmarks.commandLine());
		assertThat(settings.arms()).extracting(Arm::key).containsExactly("plain-root", "ours-root", "ours-readyz");
	}

	@Test
	void scenariosWhenNamedAreTheseInTheirOrder() {
		CommandLine command = Benchmarks.commandLine();
		Options options = new Options();
		new CommandLine(options).parseArgs("--scenario", "cost,idle", "--arms", "ours-root", "--jmh", "--seconds", "3");
		assertThat(options.scenarios(command)).extracting(Scenario::name).containsExactly("idle", "cost", "jmh");
		assertThat(options.settings(command).arms()).extracting(Arm::key).containsExactly("ours-root");
		assertThat(options.settings(command).length()).hasSeconds(3);
	}

	@Test
	void scenariosWhenMicrobenchmarksAreAskedForAreThese() {
		Options options = new Options();
		new CommandLine(options).parseArgs("--jmh");
		assertThat(options.scenarios(Benchmarks.commandLine())).extracting(Scenario::name).containsExactly("jmh");
	}

}
