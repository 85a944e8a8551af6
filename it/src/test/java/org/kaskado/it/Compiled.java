package org.kaskado.it;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;

/** Small sources compiled while a test runs: bad examples for rules, handlers for test applications. */
public final class Compiled {
    private Compiled() {}

    /** Compiles sources for Java 17 against a class path; the compiler's complaints are the exception's text. */
    public static void compile(List<Path> sources, List<Path> classPath, Path output) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter said = new StringWriter();
        Files.createDirectories(output);
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            files.setLocationFromPaths(StandardLocation.CLASS_PATH, classPath);
            files.setLocationFromPaths(StandardLocation.CLASS_OUTPUT, List.of(output));
            List<String> options = List.of("-proc:none", "-parameters", "--release", "17");
            boolean done = compiler.getTask(
                            said, files, null, options, null, files.getJavaFileObjectsFromPaths(sources))
                    .call();
            if (!done) {
                throw new IOException(said.toString());
            }
        }
    }

    /** Writes one source below a folder and compiles it against the tests' own class path. */
    public static Path source(Path folder, String packageName, String source) throws IOException {
        Path file = Files.createDirectories(folder.resolve("src")).resolve("Bad.java");
        Files.writeString(file, "package " + packageName + ";\n" + source);
        Path output = folder.resolve("classes");
        compile(List.of(file), testClassPath(), output);
        return output;
    }

    /** The class path the tests run with. */
    public static List<Path> testClassPath() {
        List<Path> entries = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(java.io.File.pathSeparator, -1)) {
            entries.add(Path.of(entry));
        }
        return entries;
    }
}
