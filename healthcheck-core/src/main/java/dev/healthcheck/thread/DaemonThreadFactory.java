package dev.healthcheck.thread;

/**
 * Creates every thread of this library: daemon threads without inheritable thread locals,
 * with a given context class loader, because they run code of the application.
 *
 * <p>
 * The loader is always set: since JDK 19 a thread without inheritable thread locals gets
 * the system class loader, which in an executable jar does not find the classes of the
 * application.
 */
public final class DaemonThreadFactory {

	private final ClassLoader contextClassLoader;

	public DaemonThreadFactory(ClassLoader contextClassLoader) {
		this.contextClassLoader = contextClassLoader;
	}

	// Creates a factory whose threads have the context class loader of the calling
	// thread, or the loader of this library if the calling thread has none
	public static DaemonThreadFactory inheriting() {
		ClassLoader loader = Thread.currentThread().getContextClassLoader();
		return new DaemonThreadFactory((loader != null) ? loader : DaemonThreadFactory.class.getClassLoader());
	}

	public Thread newThread(String name, Runnable task) {
		// Any thread may be the creator, and its thread locals must not leak
		Thread thread = new Thread(null, task, name, 0, false);
		thread.setDaemon(true);
		thread.setContextClassLoader(this.contextClassLoader);
		return thread;
	}

}
