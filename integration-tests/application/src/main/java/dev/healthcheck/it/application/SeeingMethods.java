package dev.healthcheck.it.application;

import dev.healthcheck.spring.checks.CheckChangedEvent;
import dev.healthcheck.spring.checks.HealthCheck;
import dev.healthcheck.spring.groups.HealthGroupChangedEvent;

import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * A method of each kind that is called on threads of ours.
 */
@Component
class SeeingMethods {

	@HealthCheck("method")
	void check() {
		Seen.by("method");
	}

	@EventListener
	void onChange(CheckChangedEvent event) {
		Seen.by("listener of checks");
	}

	@EventListener
	void onChange(HealthGroupChangedEvent event) {
		Seen.by("listener of groups");
	}

}
