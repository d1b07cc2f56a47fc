package dev.healthcheck.statsd;

/**
 * Value object for what a line says of a gauge.
 *
 * @param gauge the name of the gauge
 * @param relative whether the amount is added to what was there, or replaces it
 * @param amount the amount; below zero only if it is added
 */
record GaugeChange(String gauge, boolean relative, int amount) {

}
