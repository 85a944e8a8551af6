package org.kaskado.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/**
 * Keeps ear/docs/configuration.md the print of the configuration table. {@code mvn test -pl resource-adapter/catalogue
 * -Dtest=ConfigurationDocTest -Dkaskado.docs.write=true} writes it anew.
 */
class ConfigurationDocTest {
    private static final Path FILE = Path.of("..", "..", "ear", "docs", "configuration.md");

    @Test
    void shouldFindTheDocumentFresh() throws IOException {
        String expected = document();
        if (Boolean.getBoolean("kaskado.docs.write")) {
            Files.createDirectories(FILE.getParent());
            Files.writeString(FILE, expected);
        }
        assertThat(FILE)
                .as("stale: run mvn test -pl resource-adapter/catalogue -Dtest=ConfigurationDocTest"
                        + " -Dkaskado.docs.write=true and commit the file")
                .hasContent(expected);
    }

    private static String document() {
        StringBuilder out = new StringBuilder();
        out.append("# Configuration\n\n")
                .append("Written by the build from `META-INF/kaskado/configuration.json` in the catalogue module.\n\n")
                .append("A value is looked for in this order; the first place that has one wins:\n\n")
                .append("1. the property `settings` of the resource adapter, set by the deployer")
                .append(" (`kaskado.loops=2; kaskado.bind=0.0.0.0`)\n")
                .append("2. a system property: `-Dkaskado.loops=2`\n")
                .append("3. an environment variable: `KASKADO_LOOPS=2` (capitals; `.` and `-` become `_`)\n")
                .append("4. the file `<data>/kaskado.properties`\n")
                .append("5. the default\n\n")
                .append("Values are read once, when the resource adapter starts. A value that is not allowed, and an")
                .append(" unknown key in 1 or 4, stop the start with a sentence that names key, value and what is")
                .append(" allowed. `kaskado.data` itself is not read from the file.\n\n")
                .append("Sizes: `65536`, `64 KiB`, `512 MiB`, `10 GiB` (powers of 1024) or `kB`, `MB`, `GB` (powers of")
                .append(
                        " 1000). Times: `500ms`, `30s`, `5m`, `2h`, `1d` or ISO 8601 (`PT30S`). Lists: values separated")
                .append(" by commas.\n\n")
                .append("| key | type | default | allowed | what it does |\n|---|---|---|---|---|\n");
        ConfigurationTable.load().keys().forEach(key -> out.append(row(key)));
        return out.toString();
    }

    private static String row(ConfigurationKey key) {
        return "| `" + key.name() + "` | " + key.type().name().toLowerCase(Locale.ROOT) + " | " + defaultOf(key) + " | "
                + bounds(key) + " | " + key.doc() + " |\n";
    }

    private static String defaultOf(ConfigurationKey key) {
        String text = key.defaultText();
        if (text == null) {
            return String.valueOf(key.defaultDoc());
        }
        return text.isEmpty() ? "empty" : "`" + text + "`";
    }

    private static String bounds(ConfigurationKey key) {
        if (!key.values().isEmpty()) {
            return "`" + String.join("`, `", key.values()) + "`";
        }
        if (key.min() == null && key.max() == null) {
            return "";
        }
        return (key.min() == null ? "" : key.min()) + " … " + (key.max() == null ? "" : key.max());
    }
}
