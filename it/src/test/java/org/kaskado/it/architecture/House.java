package org.kaskado.it.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.kaskado.it.SourceTree;

/** Where the modules are: their class folders and their sources. */
final class House {
    private static final Pattern MODULE = Pattern.compile("<module>([^<]+)</module>");

    private House() {}

    static Path root() {
        return SourceTree.root();
    }

    static Stream<Path> modules() {
        try {
            return MODULE.matcher(Files.readString(root().resolve("pom.xml")))
                    .results()
                    .map(result -> root().resolve(result.group(1)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All classes that are shipped, of the modules as they were last built. */
    static JavaClasses classes() {
        List<Path> folders = modules()
                .filter(module -> !module.endsWith("it") && !module.endsWith("bench"))
                .map(module -> module.resolve("target/classes"))
                .filter(Files::isDirectory)
                .toList();
        return new ClassFileImporter().importPaths(folders);
    }

    /** All sources that are shipped. */
    static List<Path> sources() {
        return modules()
                .filter(module -> !module.endsWith("it") && !module.endsWith("bench"))
                .flatMap(module ->
                        Stream.of("src/main/java", "src/generator/java").map(module::resolve))
                .filter(Files::isDirectory)
                .flatMap(House::javaFiles)
                .toList();
    }

    /** All tests of modules, benches and harnesses left out. */
    static List<Path> tests() {
        return modules()
                .map(module -> module.resolve("src/test/java"))
                .filter(Files::isDirectory)
                .flatMap(House::javaFiles)
                .filter(file -> file.toString().matches(".*(?:Test|IT)\\.java"))
                .sorted()
                .toList();
    }

    private static Stream<Path> javaFiles(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
