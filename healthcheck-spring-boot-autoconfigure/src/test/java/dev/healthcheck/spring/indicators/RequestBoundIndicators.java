package dev.healthcheck.spring.indicators;

import java.util.Map;
import java.util.stream.Stream;

import reactor.core.publisher.Mono;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.boot.health.contributor.HealthContributors;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.ReactiveHealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.AuthenticationCredentialsNotFoundException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.context.annotation.RequestScope;
import org.springframework.web.context.annotation.SessionScope;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/**
 * Indicators that read the current request, each in its way, and others that fail for
 * other reasons.
 */
@Configuration(proxyBeanMethods = false)
// To dereference what is null in the background is what some of them are for
@SuppressWarnings("NullAway")
class RequestBoundIndicators {

	@Bean
	@RequestScope
	Scoped tenant() {
		return new Scoped();
	}

	@Bean
	@SessionScope
	Scoped basket() {
		return new Scoped();
	}

	@Bean
	HealthIndicator scopedHealthIndicator(Scoped tenant) {
		return () -> Health.up().withDetail("length", tenant.length()).build();
	}

	@Bean
	HealthIndicator sessionHealthIndicator(Scoped basket) {
		return () -> Health.up().withDetail("length", basket.length()).build();
	}

	@Bean
	HealthIndicator caughtHealthIndicator() {
		return new AbstractHealthIndicator() {

			@Override
			protected void doHealthCheck(Health.Builder builder) {
				builder.up().withDetail("session", RequestContextHolder.currentRequestAttributes().getSessionId());
			}

		};
	}

	@Bean
	HealthIndicator wrappedHealthIndicator(Scoped tenant) {
		return () -> {
			try {
				return Health.up().withDetail("length", tenant.length()).build();
			}
			catch (IllegalStateException ex) {
				throw new UnsupportedOperationException("no tenant", ex);
			}
		};
	}

	@Bean
	HealthIndicator uriHealthIndicator() {
		return () -> Health.up()
			.withDetail("uri", ServletUriComponentsBuilder.fromCurrentRequest().toUriString())
			.build();
	}

	@Bean
	HealthIndicator attributesHealthIndicator() {
		return () -> Health.up()
			.withDetail("session", RequestContextHolder.getRequestAttributes().getSessionId())
			.build();
	}

	@Bean
	HealthIndicator castHealthIndicator() {
		return () -> {
			ServletRequestAttributes attributes = (ServletRequestAttributes) RequestContextHolder
				.getRequestAttributes();
			return Health.up().withDetail("path", attributes.getRequest().getRequestURI()).build();
		};
	}

	@Bean
	HealthIndicator userHealthIndicator() {
		return () -> Health.up()
			.withDetail("user", SecurityContextHolder.getContext().getAuthentication().getName())
			.build();
	}

	@Bean
	HealthIndicator credentialsHealthIndicator() {
		return () -> {
			throw new AuthenticationCredentialsNotFoundException("An Authentication object was not found");
		};
	}

	@Bean
	HealthIndicator deniedHealthIndicator() {
		return () -> {
			throw new AccessDeniedException("Access Denied");
		};
	}

	@Bean
	ReactiveHealthIndicator reactiveHealthIndicator() {
		return () -> Mono.deferContextual((context) -> Mono.just(context.get("exchange")))
			.map((exchange) -> Health.up().build());
	}

	@Bean
	ReactiveHealthIndicator emptyHealthIndicator() {
		return Mono::empty;
	}

	@Bean
	CompositeHealthContributor sitesHealthContributor(Scoped tenant) {
		return CompositeHealthContributor.fromMap(Map.of("east", scopedHealthIndicator(tenant)));
	}

	@Bean
	CompositeHealthContributor hiddenHealthContributor(Scoped tenant) {
		return new CompositeHealthContributor() {

			@Override
			public HealthContributor getContributor(String name) {
				return scopedHealthIndicator(tenant);
			}

			@Override
			public Stream<HealthContributors.Entry> stream() {
				return Stream.of(new HealthContributors.Entry("site" + tenant.length(), getContributor("site")));
			}

		};
	}

	@Bean
	HealthIndicator otherHealthIndicator() {
		return () -> {
			throw new IllegalStateException("not thread-bound");
		};
	}

	@Bean
	HealthIndicator otherNullHealthIndicator() {
		return () -> {
			Map<String, String> none = Map.of();
			return Health.up().withDetail("length", none.get("name").length()).build();
		};
	}

	@Bean
	HealthIndicator otherCaughtHealthIndicator() {
		return () -> Health.down(new IllegalArgumentException("No thread-bound request found")).build();
	}

	@Bean
	HealthIndicator otherScopeHealthIndicator() {
		return () -> Health.down()
			.withDetail("error",
					"org.springframework.beans.factory.support.ScopeNotActiveException: Error creating"
							+ " bean with name 'x': Scope 'job' is not active for the current thread")
			.build();
	}

	@Bean
	HealthIndicator otherElementHealthIndicator() {
		return () -> Health.up().withDetail("first", Stream.of().iterator().next()).build();
	}

	@Bean
	HealthIndicator circleHealthIndicator() {
		return () -> {
			IllegalStateException cause = new IllegalStateException("inner");
			throw (IllegalStateException) cause.initCause(new IllegalStateException("outer", cause));
		};
	}

	static class Scoped {

		int length() {
			return 4;
		}

	}

}
