package org.kaskado.workers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkerBundleTest {
    @TempDir
    Path classes;

    @TempDir
    Path data;

    @BeforeEach
    void makeBundle() throws Exception {
        write(zip("lib/worker.jar"), null);
    }

    @Test
    void shouldUnpackOnceAndCheckTheSum() throws Exception {
        try (URLClassLoader loader = loader()) {
            WorkerProgram program = new WorkerBundle(null, data, loader).locate();
            Path lib = Path.of(program.classPath()).getParent();
            assertThat(lib.resolve("worker.jar")).hasContent("jar");
            Files.writeString(lib.resolve("worker.jar"), "touched");
            assertThat(new WorkerBundle(null, data, loader).locate()).isEqualTo(program);
            assertThat(lib.resolve("worker.jar")).hasContent("touched");
        }
    }

    @Test
    void shouldReplaceTheBundleOfAnotherVersionAndBrokenAttempts() throws Exception {
        Files.createDirectories(data.resolve("making-123/lib"));
        Files.createDirectories(data.resolve("0123456789abcdef/lib"));
        try (URLClassLoader loader = loader()) {
            new WorkerBundle(null, data, loader).locate();
        }
        assertThat(data.resolve("making-123")).doesNotExist();
        assertThat(data.resolve("0123456789abcdef")).doesNotExist();
    }

    @Test
    void shouldRefuseADamagedBundle() throws Exception {
        write(zip("lib/worker.jar"), "0".repeat(64));
        try (URLClassLoader loader = loader()) {
            assertThatThrownBy(() -> new WorkerBundle(null, data, loader).locate())
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("the worker bundle is damaged: its SHA-256 is ");
            try (var left = Files.list(data)) {
                assertThat(left).isEmpty();
            }
        }
    }

    @Test
    void shouldRefuseABundleThatNamesFilesOutside() throws Exception {
        write(zip("../evil.jar"), null);
        try (URLClassLoader loader = loader()) {
            assertThatThrownBy(() -> new WorkerBundle(null, data, loader).locate())
                    .isInstanceOf(IOException.class)
                    .hasMessage("the worker bundle names a file outside: ../evil.jar");
        }
    }

    @Test
    void shouldSayWhatIsMissing() throws Exception {
        try (URLClassLoader empty = new URLClassLoader(new URL[0], null)) {
            assertThatThrownBy(() -> new WorkerBundle(null, data, empty).locate())
                    .hasMessage(
                            "the worker bundle is missing: no META-INF/kaskado/worker.zip on the class path; put the"
                                    + " worker bundle jar into ear/lib, or set kaskado.worker.home");
            assertThatThrownBy(() -> new WorkerBundle(data, data, empty).locate())
                    .hasMessageStartingWith("the worker bundle is missing: " + data.resolve("lib") + " holds no jar");
        }
    }

    private URLClassLoader loader() throws IOException {
        return new URLClassLoader(new URL[] {classes.toUri().toURL()}, null);
    }

    private void write(byte[] zip, String wrongSum) throws Exception {
        Path folder = Files.createDirectories(classes.resolve("META-INF/kaskado"));
        String sum =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(zip));
        Files.write(folder.resolve("worker.zip"), zip);
        Files.writeString(folder.resolve("worker.sha256"), (wrongSum == null ? sum : wrongSum) + "  worker.zip\n");
    }

    private static byte[] zip(String name) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(bytes)) {
            out.putNextEntry(new ZipEntry(name));
            out.write("jar".getBytes(StandardCharsets.US_ASCII));
            out.closeEntry();
        }
        return bytes.toByteArray();
    }
}
