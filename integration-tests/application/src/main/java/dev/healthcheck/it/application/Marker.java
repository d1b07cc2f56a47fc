package dev.healthcheck.it.application;

/**
 * A class and a service of the application.
 */
public class Marker {

}
