package dev.healthcheck.spring.checks;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

import dev.healthcheck.check.Check;
import dev.healthcheck.check.CheckResult;
import dev.healthcheck.check.CheckStatus;
import dev.healthcheck.spring.failure.ExplainedFailureException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.BeansException;
import org.springframework.beans.factory.FactoryBean;
import org.springframework.beans.factory.ObjectFactory;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.beans.factory.config.Scope;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.ScopedProxyMode;
import org.springframework.core.annotation.AliasFor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Tests for {@link DeclaredChecks}: what is found, what can be run, and what stops the
 * start.
 */
class DeclaredChecksTests {

	@Test
	void annotatedMethodsAndCheckBeansAreFoundUnderTheirNames() {
		try (AnnotationConfigApplicationContext context = start(CheckBeans.class, Annotated.class)) {
			assertThat(checks(context)).containsOnlyKeys("queue", "billing", "plain", "annotated", "composed",
					"inherited");
			assertThat(run(context, "queue").message()).isEqualTo("queue");
			assertThat(run(context, "annotated").status()).isEqualTo(CheckStatus.UP);
			assertThat(run(context, "composed").status()).isEqualTo(CheckStatus.UP);
			assertThat(run(context, "inherited").message()).isEqualTo("overridden");
		}
	}

	@Test
	void lazyBeanIsCreatedByItsFirstRunAndNotByTheStart() {
		LazyCheck.created = 0;
		try (AnnotationConfigApplicationContext context = start(LazyCheck.class)) {
			assertThat(LazyCheck.created).isZero();
			assertThat(run(context, "lazy").status()).isEqualTo(CheckStatus.UP);
			assertThat(LazyCheck.created).isOne();
		}
	}

	@Test
	void methodRunsBehindAClassProxy() {
		try (AnnotationConfigApplicationContext context = start(Proxies.ofClass(), Stateful.class)) {
			assertThat(run(context, "stateful").message()).isEqualTo("state, proxied");
		}
	}

	@Test
	void methodOfTheInterfaceRunsBehindAnInterfaceProxy() {
		try (AnnotationConfigApplicationContext context = start(Proxies.ofInterfaces(), OnInterface.class)) {
			assertThat(run(context, "on-interface").message()).isEqualTo("state, proxied");
		}
	}

	@Test
	void staticMethodRunsBehindAClassProxy() {
		try (AnnotationConfigApplicationContext context = start(Proxies.ofClass(), StaticFinal.class)) {
			assertThat(run(context, "static").status()).isEqualTo(CheckStatus.UP);
		}
	}

	@Test
	void methodOfAFactoryBeansProductRuns() {
		try (AnnotationConfigApplicationContext context = start(StatefulFactory.class)) {
			assertThat(run(context, "stateful").message()).isEqualTo("state");
		}
	}

	@Test
	void beanNameWithAHashIsNoObstacle() {
		assertRefused((context) -> {
			context.registerBean("proxies", BeanPostProcessor.class, Proxies::ofClass);
			context.registerBean("final#0", Final.class);
		}, Final.class, "final");
	}

	@Test
	void privateMethodRunsOnAPlainBean() {
		try (AnnotationConfigApplicationContext context = start(Private.class)) {
			assertThat(run(context, "private").message()).isEqualTo("state");
		}
	}

	@Test
	void methodOfAScopeOfItsOwnRuns() {
		try (AnnotationConfigApplicationContext context = start((it) -> {
			it.getBeanFactory().registerScope("tenant", new TenantScope());
			it.register(Tenant.class, ProxiedTenant.class);
		})) {
			assertThat(run(context, "tenant").message()).isEqualTo("state");
			assertThat(run(context, "proxied-tenant").message()).isEqualTo("state");
		}
	}

	@Test
	void methodThatAnInterfaceProxyLacksIsRefused() {
		assertRefused(Proxies.ofInterfaces(), NotOnInterface.class, "not found in any interface");
	}

	@Test
	void privateMethodBehindAProxyIsRefused() {
		assertRefused(Proxies.ofClass(), Private.class, "Switch its visibility");
	}

	@Test
	void finalMethodBehindAProxyIsRefused() {
		assertRefused(Proxies.ofClass(), Final.class, "is final");
	}

	@Test
	void finalMethodBehindAProxyFailsWhenItsBeanIsCreatedLater() {
		try (AnnotationConfigApplicationContext context = start(Proxies.ofClass(), LazyFinal.class)) {
			assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> check(context, "lazy-final").run())
				.withMessageContaining("is final");
		}
	}

	@Test
	void methodThatTheDeclaredTypeOfItsBeanHidesIsRefused() {
		assertRefused((context) -> context.register(DeclaredAsInterface.class), NotOnInterface.class,
				"is declared as " + Unnamed.class.getName());
	}

	@ParameterizedTest
	@ValueSource(strings = { "prototype", "request", "session" })
	void beanOfANarrowScopeIsRefused(String scope) {
		assertRefused((context) -> {
			RootBeanDefinition definition = new RootBeanDefinition(Private.class);
			definition.setScope(scope);
			context.registerBeanDefinition("narrow", definition);
		}, Private.class, "has the scope '" + scope + "'");
	}

	@Test
	void proxiedBeanOfANarrowScopeIsRefused() {
		assertRefused((context) -> context.register(ProxiedRequest.class), ProxiedRequest.class,
				"has the scope 'request'");
	}

	@Test
	void checkBeanOfANarrowScopeIsRefused() {
		assertThat(refusal((context) -> context.registerBean("queueCheck", Queue.class,
				(definition) -> definition.setScope("prototype")))
			.getMessage()).contains("'queueCheck'", "has the scope 'prototype'");
	}

	@Test
	void wrongParameterIsRefused() {
		assertRefused((context) -> context.register(Parameter.class), Parameter.class,
				"may have no parameter other than");
	}

	@Test
	void wrongReturnTypeIsRefused() {
		assertRefused((context) -> context.register(ReturnType.class), ReturnType.class, "must return");
	}

	@Test
	void twoChecksWithOneNameAreRefusedAndBothNamed() {
		ExplainedFailureException refusal = refusal((context) -> {
			context.registerBean("one", Private.class);
			context.registerBean("two", Private.class);
			context.registerBean("privateCheck", Queue.class);
		});
		assertThat(refusal.getMessage()).contains("'private'", Private.class.getName() + ".check of bean 'one'",
				Private.class.getName() + ".check of bean 'two'");
		assertThat(refusal.action()).contains("another name");
		assertThat(refusal((context) -> {
			context.registerBean("one", Private.class);
			context.registerBean("privateCheck", Queue.class);
		}).getMessage()).contains("bean 'one'", "bean 'privateCheck'");
	}

	@ParameterizedTest
	@ValueSource(strings = { "queueHealthIndicator", "queueHealthContributor" })
	void nameOfAnotherContributorIsRefusedAndBothNamed(String contributor) {
		ExplainedFailureException refusal = refusal((context) -> {
			context.registerBean("queueCheck", Queue.class);
			context.registerBean(contributor, HealthIndicator.class, () -> () -> Health.up().build());
		});
		assertThat(refusal.getMessage()).contains("bean 'queueCheck'", "'" + contributor + "'");
		assertThat(refusal.action()).contains("another name");
	}

	@Test
	void beanThatIsMerelyCalledLikeAContributorIsNoObstacle() {
		try (AnnotationConfigApplicationContext context = start(
				(it) -> it.registerBean("statefulHealthIndicator", Stateful.class))) {
			assertThat(run(context, "stateful").message()).isEqualTo("state");
		}
	}

	@ParameterizedTest
	@ValueSource(classes = { EmptyName.class, NameWithSlash.class, NameWithUmlaut.class, LongName.class })
	void invalidNameIsRefused(Class<?> bean) {
		ExplainedFailureException refusal = refusal((context) -> context.register(bean));
		assertThat(refusal.getMessage()).contains(bean.getName() + ".check", "is not valid");
		assertThat(refusal.action()).contains("1 to 64");
	}

	@Test
	void invalidNameOfACheckBeanIsRefused() {
		assertThat(refusal((context) -> context.registerBean("my.queueCheck", Queue.class)).getMessage())
			.contains("bean 'my.queueCheck'", "'my.queue'");
	}

	private static void assertRefused(BeanPostProcessor proxies, Class<?> bean, String reason) {
		assertRefused((context) -> {
			context.registerBean("proxies", BeanPostProcessor.class, () -> proxies);
			context.register(bean);
		}, bean, reason);
	}

	private static void assertRefused(Consumer<AnnotationConfigApplicationContext> beans, Class<?> bean,
			String reason) {
		ExplainedFailureException refusal = refusal(beans);
		assertThat(refusal.getMessage()).contains("The check " + bean.getName() + ".check", "cannot be run", reason);
		assertThat(refusal.action()).contains("Change the method or how its bean is declared", Check.class.getName());
	}

	private static ExplainedFailureException refusal(Consumer<AnnotationConfigApplicationContext> beans) {
		Throwable failure = catchThrowable(() -> start(beans).close());
		while (failure instanceof BeansException && failure.getCause() != null) {
			failure = failure.getCause();
		}
		assertThat(failure).isInstanceOf(ExplainedFailureException.class);
		return (ExplainedFailureException) failure;
	}

	private static AnnotationConfigApplicationContext start(Class<?>... beans) {
		return start((context) -> context.register(beans));
	}

	private static AnnotationConfigApplicationContext start(BeanPostProcessor proxies, Class<?> bean) {
		return start((context) -> {
			context.registerBean("proxies", BeanPostProcessor.class, () -> proxies);
			context.register(bean);
		});
	}

	private static AnnotationConfigApplicationContext start(Consumer<AnnotationConfigApplicationContext> beans) {
		AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
		context.registerBean(DeclaredChecks.class, () -> new DeclaredChecks(context.getBeanFactory()));
		beans.accept(context);
		context.refresh();
		return context;
	}

	private static Map<String, Check> checks(AnnotationConfigApplicationContext context) {
		return context.getBean(DeclaredChecks.class).asMap();
	}

	private static Check check(AnnotationConfigApplicationContext context, String name) {
		return Objects.requireNonNull(checks(context).get(name), name);
	}

	private static CheckResult run(AnnotationConfigApplicationContext context, String name) {
		try {
			return check(context, name).run();
		}
		catch (Exception ex) {
			throw new AssertionError(ex);
		}
	}

	@Configuration(proxyBeanMethods = false)
	static class CheckBeans {

		@Bean
		Queue queueHealthCheck() {
			return new Queue();
		}

		@Bean
		Check billingCheck() {
			return CheckResult::up;
		}

		@Bean
		Check plain() {
			return CheckResult::up;
		}

	}

	static class Queue implements Check {

		@Override
		public CheckResult run() {
			return CheckResult.up("queue");
		}

	}

	static class Annotated extends Base {

		@HealthCheck("annotated")
		boolean check() {
			return true;
		}

		@Composed
		boolean composed() {
			return true;
		}

		@Override
		String inherited() {
			return "overridden";
		}

	}

	static class Base {

		@HealthCheck("inherited")
		String inherited() {
			return "base";
		}

	}

	@Retention(RetentionPolicy.RUNTIME)
	@HealthCheck("composed")
	@interface Composed {

		@AliasFor(annotation = HealthCheck.class)
		String value() default "composed";

	}

	@Lazy
	static class LazyCheck {

		static int created;

		LazyCheck() {
			created++;
		}

		@HealthCheck("lazy")
		boolean check() {
			return true;
		}

	}

	static class Stateful {

		private final String state = "state";

		@HealthCheck("stateful")
		String check() {
			return this.state;
		}

	}

	static class StaticFinal {

		@HealthCheck("static")
		static final boolean check() {
			return true;
		}

	}

	static class StatefulFactory implements FactoryBean<Stateful> {

		@Override
		public Stateful getObject() {
			return new Stateful();
		}

		@Override
		public Class<?> getObjectType() {
			return Stateful.class;
		}

	}

	interface Named {

		@HealthCheck("on-interface")
		String check();

	}

	static class OnInterface implements Named {

		@Override
		public String check() {
			return "state";
		}

	}

	interface Unnamed {

	}

	static class NotOnInterface implements Unnamed {

		@HealthCheck("not-on-interface")
		boolean check() {
			return true;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class DeclaredAsInterface {

		@Bean
		Unnamed service() {
			return new NotOnInterface();
		}

	}

	static class Private {

		private final String state = "state";

		@HealthCheck("private")
		@SuppressWarnings("UnusedMethod")
		private String check() {
			return this.state;
		}

	}

	static class Final {

		@HealthCheck("final")
		final boolean check() {
			return true;
		}

	}

	@Lazy
	static class LazyFinal {

		@HealthCheck("lazy-final")
		final boolean check() {
			return true;
		}

	}

	@org.springframework.context.annotation.Scope("tenant")
	static class Tenant {

		@HealthCheck("tenant")
		String check() {
			return "state";
		}

	}

	@org.springframework.context.annotation.Scope(scopeName = "tenant", proxyMode = ScopedProxyMode.TARGET_CLASS)
	static class ProxiedTenant {

		private final String state = "state";

		@HealthCheck("proxied-tenant")
		String check() {
			return this.state;
		}

	}

	@org.springframework.context.annotation.Scope(scopeName = "request", proxyMode = ScopedProxyMode.TARGET_CLASS)
	static class ProxiedRequest {

		@HealthCheck("proxied-request")
		boolean check() {
			return true;
		}

	}

	static class Parameter {

		@HealthCheck("parameter")
		boolean check(String parameter) {
			return true;
		}

	}

	static class ReturnType {

		@HealthCheck("return-type")
		int check() {
			return 1;
		}

	}

	static class EmptyName {

		@HealthCheck("")
		boolean check() {
			return true;
		}

	}

	static class NameWithSlash {

		@HealthCheck("a/b")
		boolean check() {
			return true;
		}

	}

	static class NameWithUmlaut {

		@HealthCheck("\u00fcber")
		boolean check() {
			return true;
		}

	}

	static class LongName {

		@HealthCheck("a123456789b123456789c123456789d123456789e123456789f123456789g1234")
		boolean check() {
			return true;
		}

	}

	/**
	 * A scope with one instance of each bean, as of a tenant.
	 */
	static class TenantScope implements Scope {

		private final Map<String, Object> beans = new LinkedHashMap<>();

		@Override
		public Object get(String name, ObjectFactory<?> objectFactory) {
			return this.beans.computeIfAbsent(name, (key) -> objectFactory.getObject());
		}

		@Override
		public @Nullable Object remove(String name) {
			return this.beans.remove(name);
		}

		@Override
		public void registerDestructionCallback(String name, Runnable callback) {
		}

	}

}
