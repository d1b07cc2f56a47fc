package dev.healthcheck.benchmarks.arm;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The two class paths: the application with the starter, as the build wrote it, and the
 * same without the starter's own jars. PackagingIT lists what else the starter brings.
 *
 * @param plain the application and Boot
 * @param ours these and the starter
 */
public record ClassPaths(String plain, String ours) {

	/**
	 * Read what the build wrote.
	 * @param target the build directory of this module
	 * @return the class paths
	 * @throws IOException when they are not there
	 */
	public static ClassPaths read(Path target) throws IOException {
		Path application = target.resolve("benchmarks-application.jar");
		if (!Files.isRegularFile(application)) {
			throw new IOException("'" + application + "' does not exist: start with benchmarks/run, which builds it");
		}
		List<String> ours = List
			.of(Files.readString(target.resolve("application.classpath")).trim().split(File.pathSeparator));
		Stream<String> plain = ours.stream()
			.filter((jar) -> !Path.of(jar).getFileName().toString().startsWith("healthcheck-"));
		return new ClassPaths(join(application, plain), join(application, ours.stream()));
	}

	private static String join(Path application, Stream<String> libraries) {
		return Stream.concat(Stream.of(application.toAbsolutePath().toString()), libraries)
			.collect(Collectors.joining(File.pathSeparator));
	}

	/**
	 * Return that of a variant.
	 * @param variant the variant
	 * @return the class path
	 */
	public String of(Variant variant) {
		return (variant == Variant.OURS) ? this.ours : this.plain;
	}

}
