package dev.healthcheck.sample;

import java.time.Instant;

/**
 * An order that was accepted.
 *
 * @param id the number of the order
 * @param item the item
 * @param quantity how many of it
 * @param placedAt when it was accepted
 */
record Order(long id, String item, int quantity, Instant placedAt) {

}
