package dev.healthcheck.thread;

/**
 * Creates every thread of this library: daemon threads without inheritable thread locals,
 * with a given context class loader. Code of the application runs on them and loads
 * classes by that loader.
 *
 * <p>
 * The loader is always set, because what a thread starts with differs: since JDK 19 a
 * thread without inheritable thread locals gets the system class loader, which in an
 * executable jar does not find the classes of the application.
 *
 * @since 0.1.0
 */
public final class DaemonThreadFactory {

	private final ClassLoader contextClassLoader;

	/**
	 * Create a factory.
	 * @param contextClassLoader the context class loader of its threads
	 */
	public DaemonThreadFactory(ClassLoader contextClassLoader) {
		this.contextClassLoader = contextClassLoader;
	}

	/**
	 * Create a factory whose threads have the context class loader of the calling thread,
	 * or the loader of this library if the calling thread has none.
	 * @return the factory
	 */
	public static DaemonThreadFactory inheriting() {
		ClassLoader loader = Thread.currentThread().getContextClassLoader();
		return new DaemonThreadFactory((loader != null) ? loader : DaemonThreadFactory.class.getClassLoader());
	}

	/**
	 * Create a thread, which is not started yet.
	 * @param name the name of the thread
	 * @param task the task that it runs
	 * @return the thread
	 */
	public Thread newThread(String name, Runnable task) {
		// The creator may be any thread: its thread locals are not for this one
		Thread thread = new Thread(null, task, name, 0, false);
		thread.setDaemon(true);
		thread.setContextClassLoader(this.contextClassLoader);
		return thread;
	}

}
