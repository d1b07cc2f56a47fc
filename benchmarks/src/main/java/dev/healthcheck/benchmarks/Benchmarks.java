package dev.healthcheck.benchmarks;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import dev.healthcheck.benchmarks.arm.ClassPaths;
import dev.healthcheck.benchmarks.arm.Launcher;
import dev.healthcheck.benchmarks.arm.Processes;
import dev.healthcheck.benchmarks.report.Report;
import dev.healthcheck.benchmarks.report.Row;
import dev.healthcheck.benchmarks.report.ScenarioReport;
import dev.healthcheck.benchmarks.report.TextTable;
import dev.healthcheck.benchmarks.scenario.Bench;
import dev.healthcheck.benchmarks.scenario.Scenario;
import dev.healthcheck.benchmarks.scenario.Settings;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * The command: runs scenarios, and says what came of them.
 */
@Command(name = "benchmarks/run", mixinStandardHelpOptions = true, sortOptions = false,
		header = "Runs plain Boot and the starter side by side under overload on this machine.",
		description = "Prints a table, and writes report.md, report.json and pictures.")
public final class Benchmarks implements Callable<Integer> {

	@Spec
	private CommandSpec spec = CommandSpec.create();

	@Mixin
	private Options options = new Options();

	private final long start = System.nanoTime();

	/**
	 * Run the command.
	 * @param args its options
	 */
	public static void main(String[] args) {
		System.setProperty("java.awt.headless", "true");
		System.exit(commandLine().execute(args));
	}

	static CommandLine commandLine() {
		CommandLine commandLine = new CommandLine(new Benchmarks());
		commandLine.getCommandSpec()
			.usageMessage()
			.footer("", "Scenarios: " + String.join(", ", Options.scenarioNames()),
					"Arms:      " + String.join(", ", Options.armKeys()));
		return commandLine;
	}

	@Override
	public Integer call() throws IOException, InterruptedException {
		List<Scenario> scenarios = this.options.scenarios(this.spec.commandLine());
		Settings settings = this.options.settings(this.spec.commandLine());
		ClassPaths classPaths = ClassPaths.read(Path.of(System.getProperty("benchmarks.target", "target")));
		Path temporary = Files.createTempDirectory("healthcheck-benchmarks");
		Processes processes = new Processes();
		Runtime.getRuntime().addShutdownHook(new Thread(() -> {
			processes.close();
			remove(temporary);
		}, "end"));
		Launcher launcher = new Launcher(processes, classPaths, temporary, this.options.jvm(), List.of());
		Bench bench = new Bench(settings, launcher, processes, temporary, this::say);
		List<ScenarioReport> reports = new ArrayList<>();
		for (Scenario scenario : scenarios) {
			say(scenario.name() + ": " + scenario.title());
			ScenarioReport report = run(scenario, bench);
			reports.add(report);
			print(TextTable.of(report));
		}
		Path output = this.options.output();
		new Report(facts(), reports).write(output);
		say("written to " + output.resolve("report.md"));
		return CommandLine.ExitCode.OK;
	}

	private ScenarioReport run(Scenario scenario, Bench bench) throws InterruptedException {
		try {
			return scenario.run(bench);
		}
		catch (IOException | RuntimeException ex) {
			String reason = (ex.getMessage() != null) ? ex.getMessage() : ex.toString();
			return new ScenarioReport(scenario.name(), scenario.title(), "", List.of(Row.notRun("all", reason)),
					Map.of(), List.of());
		}
	}

	private Map<String, String> facts() {
		Map<String, String> facts = new LinkedHashMap<>();
		facts.put("date", LocalDate.now(ZoneOffset.UTC).toString());
		facts.put("command",
				"benchmarks/run " + String.join(" ", this.spec.commandLine().getParseResult().originalArgs()));
		facts.put("machine", Runtime.getRuntime().availableProcessors() + " processors, "
				+ System.getProperty("os.name") + " " + System.getProperty("os.arch"));
		facts.put("JDK", Runtime.version().toString());
		facts.put("JVM options", "-Xmx256m " + String.join(" ", this.options.jvm()));
		facts.put("load average at the end",
				Double.toString(ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage()));
		facts.put("took", Duration.ofNanos(System.nanoTime() - this.start).toSeconds() + " s");
		return facts;
	}

	private void say(String line) {
		long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - this.start);
		print(String.format("[%4d s] %s%n", seconds, line));
	}

	private void print(String text) {
		PrintWriter out = this.spec.commandLine().getOut();
		out.print(text);
		out.flush();
	}

	/**
	 * Remove a directory. What ends just now may still write: so a few times, if need be.
	 * @param directory the directory
	 */
	private static void remove(Path directory) {
		Exception failure = null;
		for (int i = 0; i < 5 && Files.exists(directory); i++) {
			try (Stream<Path> files = Files.walk(directory)) {
				for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
					Files.deleteIfExists(file);
				}
			}
			catch (IOException | UncheckedIOException ex) {
				failure = ex;
			}
		}
		if (Files.exists(directory)) {
			System.err.println("'" + directory + "' could not be removed: " + failure);
		}
	}

}
