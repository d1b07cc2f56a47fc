package dev.healthcheck.spring.checks;

import java.util.List;
import java.util.Map;

import dev.healthcheck.check.CheckListener;
import dev.healthcheck.check.CheckOverrides;
import dev.healthcheck.check.CheckRunner;
import dev.healthcheck.check.CheckSettings;
import dev.healthcheck.check.CheckThreads;
import dev.healthcheck.spring.properties.ChecksProperties;
import dev.healthcheck.spring.properties.HealthcheckProperties;
import dev.healthcheck.spring.properties.OverrideProperties;
import dev.healthcheck.thread.DaemonThreadFactory;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.endpoint.jackson.EndpointJsonMapper;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.SearchStrategy;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.autoconfigure.registry.HealthContributorRegistryAutoConfiguration;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/**
 * {@link AutoConfiguration Auto-configuration} for checks and the runner that runs them.
 *
 * @since 0.1.0
 */
@AutoConfiguration(before = HealthContributorRegistryAutoConfiguration.class)
@ConditionalOnBooleanProperty(name = "healthcheck.enabled", matchIfMissing = true)
@EnableConfigurationProperties(HealthcheckProperties.class)
public final class ChecksAutoConfiguration {

	// Not a candidate for injection, because it calls the beans that are
	private static final String LISTENERS = "healthcheckListeners";

	ChecksAutoConfiguration() {
	}

	@Bean
	DaemonThreadFactory healthcheckThreadFactory(ConfigurableListableBeanFactory beanFactory) {
		// Not the context's: if none is set, that is the loader of the calling thread,
		// and any thread may create a bean
		ClassLoader loader = beanFactory.getBeanClassLoader();
		return (loader != null) ? new DaemonThreadFactory(loader) : DaemonThreadFactory.inheriting();
	}

	@Bean(name = LISTENERS, defaultCandidate = false)
	LateListeners healthcheckListeners(ObjectProvider<CheckListener> listeners) {
		return new LateListeners(listeners);
	}

	@Bean(name = CheckRunnerLifecycle.RUNNER, defaultCandidate = false)
	CheckRunner healthcheckRunner(HealthcheckProperties properties, BeanFactory beanFactory,
			@Qualifier(LISTENERS) LateListeners listeners, DaemonThreadFactory threads) {
		ChecksProperties checks = properties.checks();
		// Injected, it could be that of the parent context
		CheckOverrides overrides = beanFactory.getBean(CheckOverrides.class);
		return new CheckRunner(new CheckThreads("healthcheck-check", checks.threads(), threads), checks.settings(),
				overrides, List.of(listeners));
	}

	@Bean
	HealthEvents healthcheckEvents(ConfigurableApplicationContext context) {
		return new HealthEvents(context);
	}

	@Bean
	DeclaredChecks healthcheckDeclaredChecks(ConfigurableListableBeanFactory beanFactory) {
		return new DeclaredChecks(beanFactory);
	}

	@Bean
	ContributingCheckRegistry healthcheckRegistry(@Qualifier(CheckRunnerLifecycle.RUNNER) CheckRunner runner,
			DeclaredChecks checks, ObjectProvider<CheckFailureMapper> failureMappers) {
		return new ContributingCheckRegistry(runner, checks.asMap(), () -> failureMappers.orderedStream().iterator());
	}

	@Bean
	OwnContributors healthcheckOwnContributors(ConfigurableListableBeanFactory beanFactory) {
		return new OwnContributors(beanFactory);
	}

	// Depends on the registry, so that no run starts before all checks are registered
	@Bean
	CheckRunnerLifecycle healthcheckRunnerLifecycle(@Qualifier(CheckRunnerLifecycle.RUNNER) CheckRunner runner,
			ContributingCheckRegistry registry) {
		return new CheckRunnerLifecycle(runner);
	}

	// Depends on the lifecycle, so that it is started after it and stopped before it
	@Bean
	CheckGate healthcheckGate(ApplicationContext context, @Qualifier(CheckRunnerLifecycle.RUNNER) CheckRunner runner,
			@Qualifier(LISTENERS) LateListeners listeners, CheckRunnerLifecycle lifecycle) {
		return new CheckGate(context, runner, listeners);
	}

	@Bean
	DisabledContributorsWarning healthcheckDisabledContributorsWarning(Environment environment) {
		return new DisabledContributorsWarning(environment);
	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnMissingBean(value = CheckOverrides.class, search = SearchStrategy.CURRENT)
	static class OverridesConfiguration {

		@Bean
		NamedKeys healthcheckOverrideNames(HealthcheckProperties properties) {
			return new NamedKeys("healthcheck.overrides", properties.overrides().keySet());
		}

		@Bean
		CheckOverrides healthcheckOverrides(HealthcheckProperties properties,
				@Qualifier("healthcheckOverrideNames") NamedKeys names) {
			return new PropertiesOverrides(properties.overrides(), names);
		}

	}

	// Overrides of a composite apply to its children too; a child's own win
	private record PropertiesOverrides(Map<String, OverrideProperties> overrides,
			NamedKeys names) implements CheckOverrides {

		@Override
		public CheckSettings apply(String name, CheckSettings settings) {
			int slash = name.lastIndexOf('/');
			CheckSettings inherited = (slash > 0) ? apply(name.substring(0, slash), settings) : settings;
			String key = this.names.keyFor(name);
			OverrideProperties override = (key != null) ? this.overrides.get(key) : null;
			return (override != null) ? override.applyTo(inherited) : inherited;
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnAvailableEndpoint(ChecksEndpoint.class)
	@Conditional(OnFreeEndpointId.class)
	static class EndpointConfiguration {

		@Bean
		ChecksEndpoint healthcheckChecksEndpoint(@Qualifier(CheckRunnerLifecycle.RUNNER) CheckRunner runner) {
			return new ChecksEndpoint(runner);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass({ JsonMapper.class, EndpointJsonMapper.class })
	static class JacksonConfiguration {

		// The mapper is looked up late: this bean comes before all contributors
		@Bean
		HealthDetails healthcheckHealthDetails(ObjectProvider<EndpointJsonMapper> endpointMapper,
				ObjectProvider<JsonMapper> mapper) {
			return new HealthDetails((value) -> {
				EndpointJsonMapper isolated = endpointMapper.getIfAvailable();
				JsonMapper jsonMapper = (isolated != null) ? isolated.get() : mapper.getIfUnique(JsonMapper::shared);
				return jsonMapper.convertValue(value, Object.class);
			});
		}

	}

}
