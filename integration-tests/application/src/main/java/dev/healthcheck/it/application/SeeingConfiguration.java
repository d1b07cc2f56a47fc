package dev.healthcheck.it.application;

import java.util.Map;

import dev.healthcheck.check.Check;
import dev.healthcheck.check.CheckListener;
import dev.healthcheck.check.CheckResult;
import dev.healthcheck.probe.ProbeRenderer;
import dev.healthcheck.probe.ProbeResponse;
import dev.healthcheck.probe.ProbeSection;
import dev.healthcheck.spring.checks.CheckFailureMapper;
import dev.healthcheck.spring.startup.WarmUp;
import dev.healthcheck.worker.WorkerCount;
import dev.healthcheck.worker.WorkerSource;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import reactor.core.publisher.Mono;

import org.springframework.boot.health.actuate.endpoint.HttpCodeStatusMapper;
import org.springframework.boot.health.actuate.endpoint.StatusAggregator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.ReactiveHealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * A bean of each kind that is called on threads of ours.
 */
@Configuration(proxyBeanMethods = false)
class SeeingConfiguration {

	private static final String DESERIALIZER = "org.apache.kafka.common.serialization.ByteArrayDeserializer";

	// As a Kafka binder does: a new consumer each time, and no broker is asked
	@Bean
	HealthIndicator kafkaHealthIndicator() {
		Map<String, Object> settings = Map.of("bootstrap.servers", "127.0.0.1:9", "key.deserializer", DESERIALIZER,
				"value.deserializer", DESERIALIZER);
		return () -> {
			Seen.by("indicator");
			try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(settings)) {
				Seen.by("Kafka consumer");
				return Health.up().withDetail("assigned", consumer.assignment().size()).build();
			}
		};
	}

	@Bean
	ReactiveHealthIndicator reactiveHealthIndicator() {
		return () -> Mono.fromSupplier(() -> {
			Seen.by("reactive indicator");
			return Health.up().build();
		});
	}

	@Bean
	Check beanCheck() {
		return () -> {
			Seen.by("check");
			return CheckResult.up();
		};
	}

	@Bean
	Check failingCheck() {
		return () -> {
			throw new IllegalStateException("for the mapper");
		};
	}

	@Bean
	CheckFailureMapper failureMapper() {
		return (check, failure) -> {
			Seen.by("failure mapper");
			return CheckResult.up();
		};
	}

	@Bean
	HangingCheck hangingCheck() {
		return new HangingCheck();
	}

	@Bean
	CheckListener checkListener() {
		return (change) -> Seen.by("check listener");
	}

	@Bean
	WorkerSource workerSource() {
		return () -> {
			Seen.by("worker source");
			return WorkerCount.of(0);
		};
	}

	@Bean
	ProbeRenderer seeing() {
		return (request, report) -> {
			Seen.by("renderer");
			return ProbeResponse.of(report.code(), "text/plain", new byte[0]);
		};
	}

	@Bean
	ProbeSection section() {
		return new ProbeSection("seen", () -> {
			Seen.by("section");
			return "value";
		});
	}

	@Bean
	StatusAggregator statusAggregator() {
		StatusAggregator aggregator = StatusAggregator.getDefault();
		return (statuses) -> {
			Seen.by("status aggregator");
			return aggregator.getAggregateStatus(statuses);
		};
	}

	@Bean
	HttpCodeStatusMapper statusMapper() {
		HttpCodeStatusMapper mapper = HttpCodeStatusMapper.getDefault();
		return (status) -> {
			Seen.by("status mapper");
			return mapper.getStatusCode(status);
		};
	}

	@Bean
	WarmUp warmUp() {
		return () -> Seen.by("warm-up");
	}

}
