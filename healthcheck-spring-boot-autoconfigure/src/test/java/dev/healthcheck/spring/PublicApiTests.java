package dev.healthcheck.spring;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;

import org.springframework.boot.autoconfigure.AutoConfiguration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that the types that applications write against are those of {@code docs/api.md},
 * and that no other type is public without a reason.
 */
@AnalyzeClasses(packages = "dev.healthcheck", importOptions = ImportOption.DoNotIncludeTests.class)
class PublicApiTests {

	private static final String SPRING = "dev.healthcheck.spring.";

	private static final Pattern ROW = Pattern.compile("(?m)^\\| `(\\w+)` \\| `(dev\\.healthcheck\\.[a-z.]+)` \\|");

	private static final Pattern OTHERS = Pattern.compile("(java|javax|org\\.springframework|org\\.jspecify)\\..*");

	/** Public although no other feature uses them. */
	private static final Map<String, String> REASONS = Map.of("maintenance.MaintenanceEndpoint",
			"Actuator calls its operations", "checks.CheckRunnerLifecycle",
			"other features use its constant, which the compiler inlines");

	/** Mentioned by signatures of the API, but nothing that applications name. */
	private static final Map<String, String> MENTIONED = Map.of("dev.healthcheck.probe.ProbeReply",
			"sealed: ProbeResponse is one, as seen by the probe server");

	private final Set<String> api = api();

	private static Set<String> api() {
		try {
			return ROW.matcher(Files.readString(Path.of("../docs/api.md")))
				.results()
				.map((row) -> row.group(2) + "." + row.group(1))
				.collect(Collectors.toCollection(TreeSet::new));
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@ArchTest
	void typesOfTheApiExistAndArePublic(JavaClasses classes) {
		assertThat(this.api).hasSizeGreaterThan(25)
			.allSatisfy((name) -> assertThat(classes.contain(name) && isPublic(classes.get(name)))
				.as("%s of docs/api.md is a public type", name)
				.isTrue());
	}

	@ArchTest
	void signaturesOfTheApiMentionOnlyTypesOfTheApi(JavaClasses classes) {
		Map<String, Set<String>> unlisted = new TreeMap<>();
		Set<String> used = new TreeSet<>();
		for (JavaClass type : classes) {
			if (isPublic(type) && this.api.contains(topLevel(type).getName())) {
				Set<String> mentioned = mentioned(type);
				used.addAll(mentioned);
				mentioned.removeIf((name) -> this.api.contains(name) || MENTIONED.containsKey(name)
						|| OTHERS.matcher(name).matches());
				if (!mentioned.isEmpty()) {
					unlisted.put(type.getName(), mentioned);
				}
			}
		}
		assertThat(unlisted).as("types that signatures of the API mention, and docs/api.md does not list").isEmpty();
		assertThat(used).as("types that signatures of the API mention").containsAll(MENTIONED.keySet());
	}

	@ArchTest
	void noOtherTypeIsPublicWithoutAReason(JavaClasses classes) {
		Set<String> others = publicTypes(classes);
		others.removeIf((name) -> {
			JavaClass type = classes.get(SPRING + name);
			return this.api.contains(type.getName()) || type.isAnnotatedWith(AutoConfiguration.class)
					|| type.getPackageName().equals(SPRING + "properties") || isShared(type);
		});
		assertThat(others).as("public types outside docs/api.md that no other feature uses")
			.isEqualTo(REASONS.keySet());
	}

	private static boolean isShared(JavaClass type) {
		return type.getDirectDependenciesToSelf()
			.stream()
			.anyMatch((dependency) -> !dependency.getOriginClass().getPackageName().equals(type.getPackageName()));
	}

	private static Set<String> publicTypes(JavaClasses classes) {
		return classes.stream()
			.filter((type) -> type.getName().startsWith(SPRING) && isPublic(type))
			.map((type) -> topLevel(type).getName().substring(SPRING.length()))
			.collect(Collectors.toCollection(TreeSet::new));
	}

	private static boolean isPublic(JavaClass type) {
		return type.getModifiers().contains(JavaModifier.PUBLIC)
				&& type.getEnclosingClass().map(PublicApiTests::isPublic).orElse(true);
	}

	private static JavaClass topLevel(JavaClass type) {
		return type.getEnclosingClass().map(PublicApiTests::topLevel).orElse(type);
	}

	// Nested types belong to the one around them
	private static Set<String> mentioned(JavaClass type) {
		Stream<JavaType> parents = Stream.concat(type.getSuperclass().stream(), type.getInterfaces().stream());
		Stream<JavaClass> annotations = type.getAnnotations().stream().map((annotation) -> annotation.getRawType());
		Stream<JavaClass> members = type.getMembers()
			.stream()
			.filter((member) -> member.getModifiers().contains(JavaModifier.PUBLIC)
					|| member.getModifiers().contains(JavaModifier.PROTECTED))
			.flatMap(PublicApiTests::types);
		return Stream
			.concat(Stream.concat(parents.flatMap((parent) -> parent.getAllInvolvedRawTypes().stream()), annotations),
					members)
			.map(JavaClass::getBaseComponentType)
			.filter((mentioned) -> !mentioned.isPrimitive())
			.map((mentioned) -> topLevel(mentioned).getName())
			.collect(Collectors.toCollection(TreeSet::new));
	}

	private static Stream<JavaClass> types(JavaMember member) {
		Stream<JavaClass> thrown = (member instanceof JavaCodeUnit unit) ? unit.getExceptionTypes().stream()
				: Stream.empty();
		return Stream.concat(member.getAllInvolvedRawTypes().stream(), thrown);
	}

}
