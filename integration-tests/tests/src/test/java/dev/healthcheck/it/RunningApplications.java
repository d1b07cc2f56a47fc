package dev.healthcheck.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * The applications that run, until all test classes have. When the first one is asked
 * for, it starts; after it, in the background, all others do: tests mostly wait.
 */
final class RunningApplications implements AutoCloseable {

	/** As many as processors: more would not be there any sooner. */
	private final ExecutorService starter = Executors.newFixedThreadPool(2);

	private final Map<Setup, Map<Application, CompletableFuture<RunningApplication>>> running = new ConcurrentHashMap<>();

	private final Path directory;

	private volatile boolean closed;

	RunningApplications(Path directory) throws IOException {
		this.directory = directory;
		Directory.delete(directory);
	}

	RunningApplication get(Application application, Setup setup) {
		try {
			CompletableFuture<RunningApplication> wanted = all(setup).computeIfAbsent(application,
					(key) -> starting(application, setup));
			startAll();
			return wanted.join();
		}
		catch (CompletionException ex) {
			throw new AssertionError(setup + " on " + application + " has not started", ex.getCause());
		}
	}

	private void startAll() {
		for (Setup setup : Setup.values()) {
			all(setup);
		}
	}

	/**
	 * Return an application that the caller ends. Whoever asks for it again gets another.
	 * @param application the application
	 * @param setup how it is set up
	 * @return the application
	 */
	RunningApplication take(Application application, Setup setup) {
		RunningApplication taken = get(application, setup);
		all(setup).remove(application);
		return taken;
	}

	private Map<Application, CompletableFuture<RunningApplication>> all(Setup setup) {
		return this.running.computeIfAbsent(setup, (key) -> {
			Map<Application, CompletableFuture<RunningApplication>> all = new ConcurrentHashMap<>();
			for (Application application : Application.values()) {
				if (setup.suits(application)) {
					all.put(application, starting(application, setup));
				}
			}
			return all;
		});
	}

	private CompletableFuture<RunningApplication> starting(Application application, Setup setup) {
		return CompletableFuture.supplyAsync(() -> {
			if (this.closed) {
				throw new CancellationException();
			}
			return start(application, setup);
		}, this.starter);
	}

	private RunningApplication start(Application application, Setup setup) {
		try {
			Path directory = Files.createDirectories(this.directory.resolve(directory(setup) + "-" + application));
			RunningApplication started = RunningApplication.start(application, setup.jdk(), directory,
					setup.properties(application, directory), setup.isPackaged());
			try {
				return started.awaitStart();
			}
			catch (IOException | RuntimeException | AssertionError ex) {
				started.close();
				throw ex;
			}
		}
		catch (IOException | InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static Setup directory(Setup setup) {
		return (setup == Setup.SIDE_BY_SIDE) ? Setup.TLS : setup;
	}

	@Override
	public void close() throws IOException, InterruptedException {
		this.closed = true;
		List<RunningApplication> all = new ArrayList<>();
		for (Map<Application, CompletableFuture<RunningApplication>> each : this.running.values()) {
			each.values().forEach((started) -> started.thenAccept(all::add).exceptionally((ex) -> null).join());
		}
		this.starter.shutdown();
		// They would drain for minutes
		this.running.getOrDefault(Setup.SIDE_BY_SIDE, Map.of())
			.values()
			.forEach((started) -> started.thenAccept((draining) -> draining.program().kill()));
		all.forEach((each) -> each.program().terminate());
		for (RunningApplication each : all) {
			each.close();
		}
	}

	/**
	 * {@link ParameterResolver} that gives all test classes the same applications.
	 */
	static final class Resolver implements ParameterResolver {

		@Override
		public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
			return parameter.getParameter().getType() == RunningApplications.class;
		}

		@Override
		public RunningApplications resolveParameter(ParameterContext parameter, ExtensionContext context) {
			return context.getRoot()
				.getStore(ExtensionContext.Namespace.GLOBAL)
				.computeIfAbsent(RunningApplications.class, (key) -> create(), RunningApplications.class);
		}

		private static RunningApplications create() {
			try {
				return new RunningApplications(Path.of("target/applications").toAbsolutePath());
			}
			catch (IOException ex) {
				throw new IllegalStateException(ex);
			}
		}

	}

}
