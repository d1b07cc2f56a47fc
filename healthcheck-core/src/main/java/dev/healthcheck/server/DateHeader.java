package dev.healthcheck.server;

import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/**
 * The header Date (RFC 9110, section 5.6.7), made once a second. A formatter would cost
 * the first response more than all others together.
 */
final class DateHeader {

	private static final String[] DAYS = { "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun" };

	private static final String[] MONTHS = { "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct",
			"Nov", "Dec" };

	private final InstantSource clock;

	private long second = Long.MIN_VALUE;

	private String value = "";

	DateHeader(InstantSource clock) {
		this.clock = clock;
	}

	String value() {
		long now = Math.floorDiv(this.clock.millis(), 1000L);
		if (now != this.second) {
			this.second = now;
			this.value = format(LocalDateTime.ofEpochSecond(now, 0, ZoneOffset.UTC));
		}
		return this.value;
	}

	private static String format(LocalDateTime time) {
		StringBuilder date = new StringBuilder(29).append(DAYS[time.getDayOfWeek().getValue() - 1]).append(", ");
		two(date, time.getDayOfMonth()).append(' ')
			.append(MONTHS[time.getMonthValue() - 1])
			.append(' ')
			.append(time.getYear())
			.append(' ');
		two(date, time.getHour()).append(':');
		two(date, time.getMinute()).append(':');
		return two(date, time.getSecond()).append(" GMT").toString();
	}

	private static StringBuilder two(StringBuilder date, int number) {
		return date.append((char) ('0' + number / 10)).append((char) ('0' + number % 10));
	}

}
