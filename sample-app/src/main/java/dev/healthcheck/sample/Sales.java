package dev.healthcheck.sample;

import java.math.BigDecimal;

/**
 * A line of the sales report.
 *
 * @param item the item
 * @param sold how many of it were ordered
 * @param revenue their price
 */
record Sales(String item, long sold, BigDecimal revenue) {

}
