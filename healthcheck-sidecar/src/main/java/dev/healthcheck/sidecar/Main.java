package dev.healthcheck.sidecar;

import java.util.concurrent.CountDownLatch;

import dev.healthcheck.thread.DaemonThreadFactory;

/**
 * The program.
 */
public final class Main {

	private Main() {
	}

	/**
	 * Run until a signal ends the process.
	 * @param args the command line
	 * @throws InterruptedException never
	 */
	public static void main(String[] args) throws InterruptedException {
		int exit = new SidecarCommand(System.out, System.err, Main::closeAtShutdown).run(args);
		if (exit != SidecarCommand.RUNNING) {
			System.exit(exit);
		}
		// All other threads are daemons
		new CountDownLatch(1).await();
	}

	// Exits with 0 on SIGTERM, as approck-healthcheck does: the JVM would exit with 143
	private static void closeAtShutdown(Sidecar sidecar) {
		Runtime.getRuntime().addShutdownHook(DaemonThreadFactory.inheriting().newThread("healthcheck-end", () -> {
			int exit = 1;
			try {
				sidecar.close();
				exit = 0;
			}
			finally {
				Runtime.getRuntime().halt(exit);
			}
		}));
	}

}
