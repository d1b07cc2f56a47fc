package dev.healthcheck.spring.everything;

import java.util.Objects;

import dev.healthcheck.spring.checks.HealthReport;
import org.apache.coyote.AbstractProtocol;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.aot.generate.ClassNameGenerator;
import org.springframework.aot.generate.DefaultGenerationContext;
import org.springframework.aot.generate.InMemoryGeneratedFiles;
import org.springframework.aot.hint.ExecutableMode;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.TypeReference;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringApplicationRunListener;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ApplicationEvent;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.aot.ApplicationContextAotGenerator;
import org.springframework.context.event.AbstractApplicationEventMulticaster;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.ResolvableType;
import org.springframework.javapoet.ClassName;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what a native image is told: whatever is done by reflection.
 */
class RuntimeHintsTests {

	private static RuntimeHints web = new RuntimeHints();

	private static RuntimeHints none = new RuntimeHints();

	@BeforeAll
	static void process() {
		web = process(WebApplicationType.SERVLET);
		none = process(WebApplicationType.NONE);
	}

	private static RuntimeHints process(WebApplicationType type) {
		SpringApplication application = new SpringApplication(EveryFeature.class);
		application.setWebApplicationType(type);
		DefaultGenerationContext generated = new DefaultGenerationContext(
				new ClassNameGenerator(ClassName.get(EveryFeature.class)), new InMemoryGeneratedFiles());
		new ApplicationContextAotGenerator().processAheadOfTime(prepare(application), generated);
		return generated.getRuntimeHints();
	}

	// As Boot's own processing does: the context is not refreshed
	private static GenericApplicationContext prepare(SpringApplication application) {
		ConfigurableApplicationContext[] prepared = new ConfigurableApplicationContext[1];
		try {
			SpringApplication.withHook((started) -> new SpringApplicationRunListener() {

				@Override
				public void contextLoaded(ConfigurableApplicationContext context) {
					prepared[0] = context;
					throw new SpringApplication.AbandonedRunException(context);
				}

			}, () -> application.run("--server.port=0"));
		}
		catch (SpringApplication.AbandonedRunException ex) {
			// That is what it is for
		}
		return (GenericApplicationContext) Objects.requireNonNull(prepared[0]);
	}

	@Test
	void methodsOfChecksAreInvoked() throws NoSuchMethodException {
		assertInvoked(EveryFeature.Shop.class, "method");
		assertInvoked(EveryFeature.Shop.class, "optional");
		assertInvoked(EveryFeature.Shop.class, "report", HealthReport.class);
		assertInvoked(EveryFeature.Counter.class, "inherited");
		assertInvoked(EveryFeature.Behind.class, "behind");
		assertInvoked(EveryFeature.Asleep.class, "run");
	}

	private static void assertInvoked(Class<?> type, String method, Class<?>... parameters)
			throws NoSuchMethodException {
		assertThat(RuntimeHintsPredicates.reflection()
			.onMethodInvocation(type.getDeclaredMethod(method, parameters))
			.test(web)).as(type.getSimpleName() + "." + method).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "HealthcheckProperties", "ServerProperties", "WorkersProperties", "StatsdProperties",
			"MaintenanceProperties", "AgentProperties", "ChecksProperties", "HealthcheckProperties$Metrics",
			"ShutdownProperties", "HealthcheckProperties$WarmUp", "HealthcheckProperties$Indicators",
			"HealthcheckProperties$Page", "OverrideProperties", "ProbeProperties" })
	void propertiesAreBound(String name) {
		TypeReference type = TypeReference.of("dev.healthcheck.spring.properties." + name);
		assertThat(RuntimeHintsPredicates.reflection().onType(type).test(web)).isTrue();
		assertThat(web.reflection().getTypeHint(type)).isNotNull()
			.satisfies((hint) -> assertThat(hint.constructors()).isNotEmpty()
				.allSatisfy((constructor) -> assertThat(constructor.getMode()).isEqualTo(ExecutableMode.INVOKE)));
	}

	@Test
	void tomcatIsLookedInto() throws Exception {
		assertThat(RuntimeHintsPredicates.reflection()
			.onMethodInvocation(AbstractProtocol.class.getDeclaredMethod("getEndpoint"))
			.test(web)).isTrue();
	}

	@Test
	void listenersOfEventsAreLookedUp() throws Exception {
		assertThat(RuntimeHintsPredicates.reflection()
			.onMethodInvocation(AbstractApplicationEventMulticaster.class.getDeclaredMethod("getApplicationListeners",
					ApplicationEvent.class, ResolvableType.class))
			.test(none)).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "org.springframework.boot.web.server.context.WebServerApplicationContext",
			"jakarta.servlet.http.HttpServletRequest" })
	void classesAreLookedFor(String name) {
		assertThat(RuntimeHintsPredicates.reflection().onType(TypeReference.of(name)).test(none)).isTrue();
	}

}
