package dev.healthcheck.sidecar;

import dev.healthcheck.thread.DaemonThreadFactory;

/**
 * What happens on SIGTERM, SIGINT and SIGHUP.
 */
final class Ending {

	private Ending() {
	}

	/**
	 * Have something closed at the end of this process, which then ends with 0: whoever
	 * stops it finds that it has stopped as it should, as approck-healthcheck does, and
	 * not with 143, as the JVM would.
	 * @param close what closes
	 */
	static void install(Runnable close) {
		Runtime.getRuntime().addShutdownHook(DaemonThreadFactory.inheriting().newThread("healthcheck-end", () -> {
			int exit = 1;
			try {
				close.run();
				exit = 0;
			}
			finally {
				Runtime.getRuntime().halt(exit);
			}
		}));
	}

}
