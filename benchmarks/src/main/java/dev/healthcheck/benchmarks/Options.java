package dev.healthcheck.benchmarks;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import dev.healthcheck.benchmarks.arm.Arm;
import dev.healthcheck.benchmarks.scenario.DrainScenario;
import dev.healthcheck.benchmarks.scenario.Scenario;
import dev.healthcheck.benchmarks.scenario.Scenarios;
import dev.healthcheck.benchmarks.scenario.Settings;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/**
 * The options of the command.
 */
final class Options {

	private static final String JMH = "jmh";

	@Option(names = "--quick", description = "All scenarios in about six minutes: fewer samples and arms.")
	private boolean quick;

	@Option(names = "--scenario", split = ",", paramLabel = "NAME",
			description = "The scenarios to run, separated by commas. Default: all but drain, drain-long and jmh.")
	private List<String> names = List.of();

	@Option(names = "--arms", split = ",", paramLabel = "ARM",
			description = "The arms to compare, separated by commas. Default: all; with --quick plain-root, ours-root "
					+ "and ours-readyz, in haproxy also in-band. bare-thread is in cpu and virtual only.")
	private List<String> arms = List.of();

	@Option(names = "--seconds", paramLabel = "N",
			description = "How long each arm is measured, 1 to 600. Default: what the scenario takes.")
	private @Nullable Integer seconds;

	@Option(names = "--output", paramLabel = "DIR",
			description = "Where the report goes. Default: benchmarks/target/report.")
	private @Nullable Path output;

	@Option(names = "--jmh", description = "Run the microbenchmarks; alone, unless --scenario names others.")
	private boolean jmh;

	static List<String> scenarioNames() {
		return Scenarios.all().stream().map(Scenario::name).toList();
	}

	static List<String> armKeys() {
		return Arrays.stream(Arm.values()).map(Arm::key).toList();
	}

	List<Scenario> scenarios(CommandLine command) {
		for (String name : this.names) {
			if (!scenarioNames().contains(name)) {
				throw new ParameterException(command,
						"--scenario: '" + name + "' is none of " + String.join(", ", scenarioNames()));
			}
		}
		return Scenarios.all().stream().filter((scenario) -> isChosen(scenario.name())).toList();
	}

	private boolean isChosen(String name) {
		if (name.equals(JMH)) {
			return this.jmh || this.names.contains(name);
		}
		// Rolling restarts take half an hour, and compare no arms
		return (this.names.isEmpty() && !this.jmh && !name.startsWith(DrainScenario.NAME)) || this.names.contains(name);
	}

	Settings settings(CommandLine command) {
		Integer stated = this.seconds;
		if (stated != null && (stated < 1 || stated > 600)) {
			throw new ParameterException(command, "--seconds: '" + stated + "' is not between 1 and 600");
		}
		return new Settings(this.quick, (stated != null) ? Duration.ofSeconds(stated) : null, arms(command));
	}

	/**
	 * Return JVM options of the applications. Where time is short, they compile little:
	 * three start in the time of one.
	 * @return the options
	 */
	List<String> jvm() {
		if (this.quick) {
			return List.of("-XX:TieredStopAtLevel=1");
		}
		return List.of();
	}

	private Set<Arm> arms(CommandLine command) {
		Set<Arm> chosen = EnumSet.noneOf(Arm.class);
		for (String key : this.arms) {
			chosen.add(Arm.of(key)
				.orElseThrow(() -> new ParameterException(command,
						"--arms: '" + key + "' is none of " + String.join(", ", armKeys()))));
		}
		return chosen;
	}

	Path output() {
		Path stated = this.output;
		return (stated != null) ? stated : Path.of(System.getProperty("benchmarks.target", "target"), "report");
	}

}
