package dev.healthcheck.server;

/** What a connection is doing, and with that how long it may take. */
enum Phase {

	/** Waiting for the head of a request, or for the end of a TLS handshake before it. */
	HEAD,

	/** Waiting for the first byte of the next request. */
	IDLE,

	/** A response waits for a thread. */
	WAITING,

	/** A thread makes a response. There is no time limit. */
	DEFERRED,

	/** The client does not read its responses. */
	SENDING,

	/** The last response has been sent; the client has not closed its end. */
	LINGERING

}
