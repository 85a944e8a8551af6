package org.kaskado.archetype;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the archetype writes compiles against the API of this build, and has the manifest line. */
class TemplatesTest {
    private static final Path RESOURCES = Path.of("src/main/resources/archetype-resources");
    private static final Map<String, String> VALUES = Map.of(
            "${package}", "com.example.first",
            "${groupId}", "com.example",
            "${artifactId}", "first",
            "${version}", "1.0",
            "${kaskadoVersion}", "0.1.0",
            "${jakartaVersion}", "10.0.0",
            "${compilerPluginVersion}", "3.14.1",
            "${resourcesPluginVersion}", "3.3.1",
            "${surefirePluginVersion}", "3.5.4",
            "${warPluginVersion}", "3.4.0");

    @TempDir
    Path folder;

    @Test
    void shouldWriteJavaThatCompilesAgainstTheApi() throws IOException {
        List<Path> sources = new ArrayList<>();
        try (Stream<Path> files = Files.walk(RESOURCES.resolve("src/main/java"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path target = folder.resolve("com/example/first").resolve(file.getFileName());
                Files.createDirectories(target.getParent());
                sources.add(Files.writeString(target, written(file)));
            }
        }
        assertThat(sources).hasSize(2);
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
            List<String> options = List.of(
                    "-d",
                    folder.resolve("classes").toString(),
                    "-classpath",
                    System.getProperty("java.class.path"),
                    "--release",
                    "17");
            assertThat(compiler.getTask(null, files, null, options, null, files.getJavaFileObjectsFromPaths(sources))
                            .call())
                    .isTrue();
        }
    }

    @Test
    void shouldWriteAProjectWithTheManifestLineAndOnlyProvidedDependencies() throws Exception {
        String pom = written(RESOURCES.resolve("pom.xml"));
        DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new java.io.ByteArrayInputStream(pom.getBytes(StandardCharsets.UTF_8)));
        assertThat(pom)
                .contains("<Dependencies>deployment.kaskado.ear services</Dependencies>")
                .doesNotContain("${");
        assertThat(pom.split("<dependency>", -1)).hasSize(pom.split("<scope>provided</scope>", -1).length);
    }

    private static String written(Path template) throws IOException {
        String text = Files.readString(template);
        for (Map.Entry<String, String> value : VALUES.entrySet()) {
            text = text.replace(value.getKey(), value.getValue());
        }
        return text;
    }
}
