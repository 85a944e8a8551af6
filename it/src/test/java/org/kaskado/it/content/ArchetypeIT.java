package org.kaskado.it.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.kaskado.it.SourceTree;
import org.kaskado.it.media.Clip;
import org.kaskado.it.media.Command;
import org.kaskado.it.server.KaskadoServer;
import org.kaskado.it.server.SharedServer;
import org.kaskado.it.server.TestApplication;

/** What a newcomer does: a project from the archetype, built by Maven, dropped onto the server. */
@ExtendWith(SharedServer.class)
final class ArchetypeIT {
    private static final String VERSION = "0.1.0";
    private static final String PLUGIN = "org.apache.maven.plugins:maven-archetype-plugin:3.4.0";
    private static final List<String> USED = List.of(
            "web-content/archetype", "web-content/content-api", "ejb-media/media-api", "resource-adapter/catalogue");

    @Test
    void shouldMakeAnApplicationThatBuildsOfflineAndPlays(KaskadoServer server) throws IOException {
        Path repository = repository();
        Path work = Files.createTempDirectory(SourceTree.scratch("archetype"), "made-");
        maven(
                repository,
                work,
                PLUGIN + ":generate",
                "-DinteractiveMode=false",
                "-DarchetypeCatalog=local",
                "-DarchetypeGroupId=org.kaskado",
                "-DarchetypeArtifactId=kaskado-handler-archetype",
                "-DarchetypeVersion=" + VERSION,
                "-DgroupId=com.example",
                "-DartifactId=first",
                "-Dversion=1.0",
                "-Dpackage=com.example.first");
        maven(repository, work.resolve("first"), "-o", "package");

        TestApplication.of("first", work.resolve("first/target/first.war")).deployTo(server);
        String clip = Clip.WEBM_VP8.copyTo(server.data().resolve("media"));
        HttpResponse<String> started =
                new Client().postRaw(server.uri("/first/hello/" + clip), Client.message("start", "{}"));
        assertThat(Client.json(started.body()).getJsonObject("result").getString("url"))
                .contains("/kaskado/media/");
    }

    private static void maven(Path repository, Path folder, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                "env",
                "-C",
                folder.toString(),
                SourceTree.root().resolve("mvnw").toString(),
                "-B",
                "-q",
                "-Dmaven.repo.local=" + repository));
        command.addAll(List.of(arguments));
        Command.run(command);
    }

    /** A copy, by links, of what Maven has fetched for the build, with the artifacts of this build in it. */
    private static Path repository() throws IOException {
        Path target = Files.createDirectories(SourceTree.scratch("archetype").resolve("repository"));
        Path fetched =
                Path.of(System.getProperty("maven.repo.local", System.getProperty("user.home") + "/.m2/repository"));
        try (Stream<Path> files = Files.walk(fetched)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                link(file, target.resolve(fetched.relativize(file)));
            }
        }
        put(target, SourceTree.root().resolve("pom.xml"), "kaskado", ".pom");
        for (String module : USED) {
            Path folder = SourceTree.root().resolve(module);
            Path jar = jar(folder.resolve("target"));
            String artifact = jar.getFileName().toString().replace("-" + VERSION + ".jar", "");
            put(target, folder.resolve("pom.xml"), artifact, ".pom");
            put(target, jar, artifact, ".jar");
        }
        return target;
    }

    private static void link(Path file, Path target) throws IOException {
        Files.createDirectories(target.getParent());
        try {
            Files.createLink(target, file);
        } catch (FileAlreadyExistsException there) {
            assertThat(target).isRegularFile(); // of a former run
        } catch (IOException | UnsupportedOperationException otherDisk) {
            Files.copy(file, target);
        }
    }

    private static Path jar(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith("-" + VERSION + ".jar"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static void put(Path repository, Path file, String artifact, String suffix) throws IOException {
        Path folder = Files.createDirectories(
                repository.resolve("org/kaskado").resolve(artifact).resolve(VERSION));
        Files.copy(file, folder.resolve(artifact + "-" + VERSION + suffix), StandardCopyOption.REPLACE_EXISTING);
    }
}
