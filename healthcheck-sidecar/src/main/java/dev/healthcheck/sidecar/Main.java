package dev.healthcheck.sidecar;

import java.util.concurrent.CountDownLatch;

/**
 * The program.
 *
 * @since 0.1.0
 */
public final class Main {

	private Main() {
	}

	/**
	 * Run until a signal ends it.
	 * @param args the command line
	 * @throws InterruptedException never: nobody knows this thread
	 */
	public static void main(String[] args) throws InterruptedException {
		int exit = new SidecarCommand(System.out, System.err, (sidecar) -> Ending.install(sidecar::close)).run(args);
		if (exit != SidecarCommand.RUNNING) {
			System.exit(exit);
		}
		// All other threads are daemons
		new CountDownLatch(1).await();
	}

}
