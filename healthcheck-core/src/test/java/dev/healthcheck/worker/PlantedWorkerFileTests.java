package dev.healthcheck.worker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import dev.healthcheck.faults.Attacker;
import dev.healthcheck.faults.SystemCommand;
import dev.healthcheck.test.Figures;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Somebody plants links, and worse, under the names of worker files, and swaps them while
 * they are looked at and written. The system property {@code figures.attack.seconds} sets
 * for how long.
 */
@EnabledOnOs(OS.LINUX)
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class PlantedWorkerFileTests {

	private static final Duration ATTACK = Duration.ofSeconds(Integer.getInteger("figures.attack.seconds", 1));

	private static final String SECRET = "what nobody may write to";

	@TempDir
	private Path parent;

	private Path directory;

	private Path victim;

	private SleepingProcesses worker;

	@BeforeEach
	void plant() throws IOException {
		this.directory = Files.createDirectory(this.parent.resolve("d"));
		this.victim = Files.writeString(this.parent.resolve("victim"), SECRET);
		this.worker = SleepingProcesses.start(1, true);
	}

	@AfterEach
	void stop() {
		this.worker.close();
	}

	private WorkerFileName names() {
		return WorkerFileName.of(this.directory, ".w.{}");
	}

	private WorkerDirectory others() {
		return new WorkerDirectory(names(), WorkerVerification.PROCESS, Duration.ofSeconds(30));
	}

	/**
	 * Put a link, or another name of the same file, in the place of whatever is there.
	 */
	private Attacker.Attack swap(Path file, boolean symbolic) {
		Path draft = this.parent.resolve("draft-" + symbolic + file.getFileName());
		return () -> {
			Files.deleteIfExists(draft);
			if (symbolic) {
				Files.createSymbolicLink(draft, this.victim);
			}
			else {
				Files.createLink(draft, this.victim);
			}
			Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
		};
	}

	@ParameterizedTest
	@Tag("figures")
	@ValueSource(booleans = { true, false })
	void linksInPlaceOfOurFilesAreNeverWrittenThrough(boolean symbolic) throws Exception {
		WorkerProcess self = ProcessTable.system().self();
		Path temporary = names().temporary(self.namespacedDigits());
		List<Attacker.Attack> attacks = new ArrayList<>();
		for (Path file : List.of(names().file(self.pid()), names().file(self.namespacedDigits()))) {
			attacks.add(swap(file, symbolic));
			attacks.add(swap(temporary, symbolic));
			attacks.add(() -> Files.deleteIfExists(file));
			attacks.add(swap(temporary, symbolic));
			attacks.add(() -> Files.deleteIfExists(temporary));
		}
		WorkerRegistration registration = new WorkerRegistration(names(), "app", WorkerVerification.PROCESS,
				Duration.ofSeconds(30));
		int written = 0;
		int rounds = 0;
		long end = System.nanoTime() + ATTACK.toNanos();
		try (Attacker attacker = Attacker.start(attacks)) {
			while (System.nanoTime() - end < 0 || attacker.rounds() < 100) {
				written += (registration.renew() == null) ? 1 : 0;
				registration.remove();
				rounds++;
				assertThat(Files.readString(this.victim)).as("round " + rounds).isEqualTo(SECRET);
			}
			System.out.printf("Planted worker files: written %d of %d times, the victim never, in %d attacks%n",
					written, rounds, attacker.rounds());
		}
		assertThat(written).isPositive();
	}

	@Test
	@Tag("figures")
	void linksInPlaceOfWorkersAreNeverReadThrough() throws Exception {
		long pid = this.worker.pids().get(0);
		WorkerProcess self = ProcessTable.system().self();
		long start = ProcessTable.system().start(pid).orElseThrow();
		// Would count if it were read, unlike the file that it takes turns with
		Files.write(this.victim, content(self, pid, start));
		Path file = names().file(pid);
		Files.copy(this.victim, file);
		assertThat(others().count().ready()).as("what is not to be read, where it may be").isOne();
		Files.delete(file);
		Path draft = this.parent.resolve("draft");
		List<Attacker.Attack> attacks = List.of(swap(file, true), () -> {
			Files.write(draft, content(self, pid, start - 1));
			Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
		});
		int looks = 0;
		long end = System.nanoTime() + ATTACK.toNanos();
		try (Attacker attacker = Attacker.start(attacks)) {
			while (System.nanoTime() - end < 0 || attacker.rounds() < 100) {
				WorkerCount count = others().count();
				looks++;
				assertThat(count.ready()).as("look " + looks + ": " + count).isZero();
			}
		}
		System.out.printf("Planted worker files: 0 counted in %d looks%n", looks);
	}

	private static byte[] content(WorkerProcess self, long pid, long start) {
		return new WorkerFile(new WorkerProcess(pid, start, self.boot(), self.namespace()), "app").content();
	}

	@Test
	void whateverStandsInPlaceOfFilesHoldsNobodyUp() throws Exception {
		SystemCommand.assumeRoot();
		SystemCommand.assume("mknod", "mkfifo");
		long pid = this.worker.pids().get(0);
		WorkerProcess self = ProcessTable.system().self();
		for (Path file : List.of(names().file(pid), names().file(self.pid()), names().file(self.namespacedDigits()),
				names().temporary(self.namespacedDigits()))) {
			for (List<String> command : List.of(List.of("mkfifo", file.toString()),
					List.of("mknod", file.toString(), "c", "1", "5"), List.of("mkdir", file.toString()),
					List.of("ln", "-s", "/dev/zero", file.toString()),
					List.of("ln", "-s", file.toString(), file.toString()))) {
				SystemCommand.run(command);
				assertOtherwiseWell(command.get(0) + " " + file.getFileName());
				Files.delete(file);
			}
		}
	}

	private void assertOtherwiseWell(String what) {
		long start = System.nanoTime();
		WorkerRegistration registration = new WorkerRegistration(names(), "app", WorkerVerification.PROCESS,
				Duration.ofSeconds(30));
		WorkersCheck check = new WorkersCheck(1, List.of(others()), registration, () -> true);
		assertThat(check.run().message()).as(what).isEqualTo("1 of 1 workers ready");
		check.deregister();
		Figures.assertAtMost(what, Duration.ofNanos(System.nanoTime() - start), Duration.ofSeconds(10));
	}

	@Test
	void filesOfAStrangerAreNeitherOverwrittenNorRemoved() throws Exception {
		SystemCommand.assumeRoot();
		SystemCommand.assume("setpriv");
		SystemCommand.run("chmod", "755", this.parent.toString());
		SystemCommand.run("chmod", "1777", this.directory.toString());
		WorkerProcess self = ProcessTable.system().self();
		Path own = names().file(self.pid());
		// An empty one with our pid, and one of a dead process, left by somebody else
		SystemCommand.runAs(65533, "touch", own.toString());
		Path dead = names().file(2_000_000_000);
		Files.write(dead, content(self, 2_000_000_000, 1));
		SystemCommand.run("chown", "65533", dead.toString());
		WorkersCheck check = new WorkersCheck(2, List.of(others()),
				new WorkerRegistration(names(), "app", WorkerVerification.PROCESS, Duration.ofSeconds(30)), () -> true);
		SystemCommand.runAs(65533, "touch", names().file(this.worker.pids().get(0)).toString());
		// Whoever may write to the directory may name processes: those that live count
		assertThat(check.run().details()).containsEntry("ready", 2L)
			.hasEntrySatisfying("ignored", (ignored) -> assertThat(ignored).hasToString("{dead=1}"));
		assertThat(own).isEmptyFile();
		assertThat(names().file(self.namespacedDigits())).isRegularFile();
		check.deregister();
		assertThat(own).isEmptyFile();
		assertThat(dead).isNotEmptyFile();
		assertThat(names().file(self.namespacedDigits())).doesNotExist();
	}

}
