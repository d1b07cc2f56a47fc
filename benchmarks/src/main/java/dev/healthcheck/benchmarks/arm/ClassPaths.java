package dev.healthcheck.benchmarks.arm;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The two class paths that the build wrote: the application with plain Boot, and the same
 * with the starter's jars and nothing else.
 *
 * @param plain the application and Boot
 * @param ours these and the starter
 */
public record ClassPaths(String plain, String ours) {

	/**
	 * Read what the build wrote, and compare.
	 * @param target the build directory of this module
	 * @return the class paths
	 * @throws IOException when they are not there
	 * @throws IllegalStateException when they differ in anything but the starter
	 */
	public static ClassPaths read(Path target) throws IOException {
		Path application = target.resolve("benchmarks-application.jar");
		if (!Files.isRegularFile(application)) {
			throw new IOException("'" + application + "' does not exist: start with benchmarks/run, which builds it");
		}
		String plain = Files.readString(target.resolve("plain.classpath")).trim();
		String ours = Files.readString(target.resolve("ours.classpath")).trim();
		List<String> more = new ArrayList<>(List.of(ours.split(File.pathSeparator)));
		List<String> all = List.of(plain.split(File.pathSeparator));
		if (!more.containsAll(all)) {
			throw new IllegalStateException("plain Boot has jars that the starter's class path has not");
		}
		more.removeAll(all);
		for (String jar : more) {
			if (!Path.of(jar).getFileName().toString().startsWith("healthcheck-")) {
				throw new IllegalStateException("the starter's class path has more than the starter: " + jar);
			}
		}
		String first = application.toAbsolutePath() + File.pathSeparator;
		return new ClassPaths(first + plain, first + ours);
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
