package dev.healthcheck.thread;

import java.net.URL;
import java.net.URLClassLoader;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link DaemonThreadFactory}.
 */
class DaemonThreadFactoryTests {

	private final ClassLoader original = Thread.currentThread().getContextClassLoader();

	private final ClassLoader application = new URLClassLoader(new URL[0], this.original);

	@AfterEach
	void restoreLoader() {
		Thread.currentThread().setContextClassLoader(this.original);
	}

	@Test
	void threadsAreNamedDaemonsThatAreNotStarted() {
		Thread thread = new DaemonThreadFactory(this.application).newThread("name", () -> {
		});
		assertThat(thread.getName()).isEqualTo("name");
		assertThat(thread.isDaemon()).isTrue();
		assertThat(thread.getState()).isEqualTo(Thread.State.NEW);
	}

	@Test
	void threadsHaveTheGivenContextClassLoaderWhateverTheCallerHas() {
		Thread thread = new DaemonThreadFactory(this.application).newThread("name", () -> {
		});
		assertThat(thread.getContextClassLoader()).isSameAs(this.application);
	}

	@Test
	void whenNoneIsGivenThreadsHaveTheContextClassLoaderOfTheThreadThatCreatedTheFactory() {
		Thread.currentThread().setContextClassLoader(this.application);
		DaemonThreadFactory factory = DaemonThreadFactory.inheriting();
		Thread.currentThread().setContextClassLoader(this.original);
		assertThat(factory.newThread("name", () -> {
		}).getContextClassLoader()).isSameAs(this.application);
	}

	@Test
	void whenTheCallerHasNoContextClassLoaderThreadsHaveThatOfTheLibrary() {
		Thread.currentThread().setContextClassLoader(null);
		assertThat(DaemonThreadFactory.inheriting().newThread("name", () -> {
		}).getContextClassLoader()).isSameAs(DaemonThreadFactory.class.getClassLoader());
	}

	@Test
	void threadsDoNotInheritThreadLocals() throws Exception {
		InheritableThreadLocal<String> local = new InheritableThreadLocal<>();
		String[] seen = new String[1];
		local.set("of the caller");
		try {
			Thread thread = new DaemonThreadFactory(this.application).newThread("name", () -> seen[0] = local.get());
			thread.start();
			thread.join();
		}
		finally {
			local.remove();
		}
		assertThat(seen[0]).isNull();
	}

}
