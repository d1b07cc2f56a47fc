package dev.healthcheck.sidecar;

import java.util.List;

/**
 * The formats of answers.
 */
enum Format {

	/** One word of plain text. */
	WORD,

	/** The JSON of the IETF draft. */
	JSON,

	/** The answers of gunicorn_worker_healthcheck. */
	GUNICORN,

	/** The answers of pyramid_health. */
	PYRAMID,

	/** The answers of Runscope healthcheck. */
	RUNSCOPE,

	/** The answers of approck-healthcheck. */
	APPROCK;

	/**
	 * Return the checks that every answer is about, as far as there are such. In the
	 * formats of pyramid and runscope the others are told of in their own way.
	 * @return their names
	 */
	List<String> members() {
		return switch (this) {
			case WORD, JSON, APPROCK -> List.of(Checks.WORKERS, Checks.APPLICATION, Checks.MAINTENANCE);
			case GUNICORN -> List.of(Checks.WORKERS, Checks.MAINTENANCE);
			case PYRAMID, RUNSCOPE -> List.of(Checks.MAINTENANCE);
		};
	}

}
