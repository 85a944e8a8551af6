package org.kaskado.it.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.awaitility.Awaitility;
import org.kaskado.it.Compiled;
import org.kaskado.it.SourceTree;

/**
 * A WAR built apart from Kaskado, as an application developer does: the sources below {@code it/src/test/wars/NAME},
 * compiled against the API jars of the EAR, nothing packed but the classes, what is in their folder {@code webapp}, and one
 * manifest line.
 */
public final class TestApplication {
    /** The manifest line that an application needs on WildFly. */
    public static final String DEPENDENCIES = "deployment.kaskado.ear services";

    private final String name;
    private final Path war;

    private TestApplication(String name, Path war) {
        this.name = name;
        this.war = war;
    }

    /** A WAR that was built elsewhere. */
    public static TestApplication of(String name, Path war) {
        return new TestApplication(name, war);
    }

    /** Builds {@code NAME.war}; its context root is {@code /NAME}. */
    public static TestApplication build(String name) {
        return build(name, name, DEPENDENCIES);
    }

    /** Builds {@code NAME.war} of other sources, with another manifest line, or none when it is empty. */
    public static TestApplication build(String name, String sourcesOf, String dependencies) {
        try {
            Path folder = SourceTree.root().resolve("it/src/test/wars").resolve(sourcesOf);
            Path output = SourceTree.scratch("wars").resolve(name);
            List<Path> sources;
            try (Stream<Path> files = Files.walk(folder)) {
                sources =
                        files.filter(file -> file.toString().endsWith(".java")).toList();
            }
            Compiled.compile(sources, classPath(), output);
            Path war = output.resolveSibling(name + ".war");
            pack(output, folder.resolve("webapp"), war, dependencies);
            return new TestApplication(name, war);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Drops the WAR into the server's folder and waits until the scanner has deployed it. */
    public void deployTo(KaskadoServer server) {
        Path deployed = drop(server);
        if (!Files.exists(deployed)) {
            throw new AssertionError(name + ".war was not deployed: " + failure(server));
        }
    }

    /** Drops the WAR and gives the failure that the scanner reports. */
    public String deployInVain(KaskadoServer server) {
        Path deployed = drop(server);
        if (Files.exists(deployed)) {
            throw new AssertionError(name + ".war was deployed, expected a refusal");
        }
        return failure(server);
    }

    public void undeployFrom(KaskadoServer server) {
        DropFolder folder = server.applications();
        try {
            Files.deleteIfExists(folder.war(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> !Files.exists(folder.deployed(name)));
    }

    /** Drops the WAR, waits for the scanner, and gives the marker of success, which may be absent. */
    private Path drop(KaskadoServer server) {
        DropFolder folder = server.applications();
        Path deployed = folder.deployed(name);
        Path failed = folder.failed(name);
        try {
            Files.deleteIfExists(deployed);
            Files.deleteIfExists(failed);
            Path partial = Files.copy(war, server.data().resolve(name + ".part"), StandardCopyOption.REPLACE_EXISTING);
            Files.move(partial, folder.war(name), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> Files.exists(deployed) || Files.exists(failed));
        return deployed;
    }

    private String failure(KaskadoServer server) {
        try {
            return Files.readString(server.applications().failed(name));
        } catch (IOException e) {
            return e.toString();
        }
    }

    private static void pack(Path classes, Path pages, Path war, String dependencies) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        if (!dependencies.isEmpty()) {
            manifest.getMainAttributes().putValue("Dependencies", dependencies);
        }
        try (OutputStream out = Files.newOutputStream(war);
                JarOutputStream jar = new JarOutputStream(out, manifest)) {
            add(jar, classes, "WEB-INF/classes/");
            if (Files.exists(pages)) {
                add(jar, pages, "");
            }
        }
    }

    private static void add(JarOutputStream jar, Path folder, String prefix) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                jar.putNextEntry(new ZipEntry(prefix + folder.relativize(file)));
                Files.copy(file, jar);
                jar.closeEntry();
            }
        }
    }

    private static List<Path> classPath() throws IOException {
        Path libraries = Files.createDirectories(SourceTree.scratch("ear-lib"));
        List<Path> entries = new ArrayList<>(Compiled.testClassPath());
        try (ZipFile ear = new ZipFile(
                SourceTree.root().resolve("deploy/target/kaskado.ear").toFile())) {
            for (ZipEntry entry : ear.stream()
                    .filter(each -> each.getName().matches("lib/kaskado-.*api\\.jar"))
                    .toList()) {
                Path target = libraries.resolve(Path.of(entry.getName()).getFileName());
                try (InputStream in = ear.getInputStream(entry)) {
                    Files.copy(in, target, StandardCopyOption.REPLACE_EXISTING);
                }
                entries.add(target);
            }
        }
        return entries;
    }
}
