package org.kaskado.it.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is in the EAR, and where: libraries once, no native code in the server's reach. */
final class EarContentTest {
    private static final Pattern NATIVE = Pattern.compile(".*\\.(so|so\\.[0-9.]+|dll|dylib|jnilib|a)$");
    private static final Pattern NATIVE_LIBRARY = Pattern.compile(".*(javacpp|ffmpeg|opencv|openblas|jcodec).*\\.jar$");

    private static final String WORKER_BUNDLE = "META-INF/kaskado/worker.zip";

    /** Entry paths, nested archives joined by "!", to the archive that holds them. */
    private static final Map<String, String> ENTRIES = new LinkedHashMap<>();

    private static String applicationXml = "";

    @BeforeAll
    static void readTheEar() throws IOException {
        Path ear = House.root().resolve("ear/target/kaskado.ear");
        assertThat(ear).as("build the EAR first: ./mvnw package").exists();
        try (InputStream in = Files.newInputStream(ear)) {
            read(in, "");
        }
    }

    private static void read(InputStream in, String archive) throws IOException {
        ZipInputStream zip = new ZipInputStream(in);
        for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
            String path = archive + entry.getName();
            ENTRIES.put(path, archive);
            if (path.equals("META-INF/application.xml")) {
                applicationXml = new String(zip.readAllBytes(), StandardCharsets.UTF_8);
            } else if (path.matches(".*\\.(jar|rar|war)$")) {
                read(new ByteArrayInputStream(zip.readAllBytes()), path + "!");
            }
        }
    }

    @Test
    void shouldStartAdapterThenBeansThenWeb() {
        assertThat(applicationXml)
                .contains(
                        "<application-name>kaskado</application-name>",
                        "<initialize-in-order>true</initialize-in-order>")
                .containsSubsequence("kaskado-ra.rar", "kaskado-ejb.jar", "kaskado-web.war");
    }

    @Test
    void shouldPackEachClassOnce() {
        Map<String, String> seen = new LinkedHashMap<>();
        List<String> twice = new ArrayList<>();
        ENTRIES.forEach((path, archive) -> {
            String name = path.substring(archive.length());
            if (name.endsWith(".class") && !name.endsWith("module-info.class")) {
                String other = seen.put(name.replace("WEB-INF/classes/", ""), archive);
                if (other != null) {
                    twice.add(name + " is in " + other + " and in " + archive);
                }
            }
        });
        assertThat(twice).isEmpty();
    }

    @Test
    void shouldHoldNoNativeCodeInTheServersReach() {
        assertThat(ENTRIES.keySet()).noneMatch(path -> NATIVE.matcher(path).matches());
        assertThat(ENTRIES.keySet())
                .noneMatch(path -> NATIVE_LIBRARY.matcher(path).matches());
    }

    @Test
    void shouldKeepTheDoorAndTheApisInLib() {
        assertThat(ENTRIES.keySet())
                .contains(
                        "lib/kaskado-connector-api.jar",
                        "lib/kaskado-catalogue.jar",
                        "lib/kaskado-media-api.jar",
                        "lib/kaskado-content-api.jar",
                        "lib/kaskado-content-runtime.jar");
        assertThat(ENTRIES.keySet().stream()
                        .filter(path -> path.startsWith("lib/") && path.indexOf('!') < 0 && path.endsWith(".jar")))
                .allMatch(path -> path.startsWith("lib/kaskado-"));
    }

    @Test
    void shouldCarryTheWorkerAsOnePlainResource() {
        assertThat(ENTRIES.keySet().stream().filter(path -> path.endsWith(WORKER_BUNDLE)))
                .hasSize(1);
    }
}
