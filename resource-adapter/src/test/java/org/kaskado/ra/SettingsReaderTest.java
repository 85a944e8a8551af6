package org.kaskado.ra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kaskado.catalogue.Configuration;
import org.kaskado.catalogue.ConfigurationException;
import org.kaskado.catalogue.ConfigurationTable.Source;

class SettingsReaderTest {
    @TempDir
    Path data;

    @Test
    void shouldLookInAdapterThenSystemThenEnvironmentThenFile() throws Exception {
        Files.writeString(data.resolve("kaskado.properties"), """
                kaskado.loops=4
                kaskado.io.threads=4
                kaskado.pipelines.max=4
                kaskado.sessions.max=4
                """);
        SettingsReader reader = reader(
                Map.of("kaskado.loops", "2", "kaskado.io.threads", "2"),
                Map.of("KASKADO_LOOPS", "3", "KASKADO_IO_THREADS", "3", "KASKADO_PIPELINES_MAX", "3"));
        Configuration values = reader.read("kaskado.loops = 1;\n kaskado.data=" + data + "/./x/..");
        assertThat(values.integer("kaskado.loops")).isEqualTo(1);
        assertThat(values.integer("kaskado.io.threads")).isEqualTo(2);
        assertThat(values.integer("kaskado.pipelines.max")).isEqualTo(3);
        assertThat(values.integer("kaskado.sessions.max")).isEqualTo(4);
        assertThat(values.text("kaskado.data")).isEqualTo(data.toString());
    }

    @Test
    void shouldComplainAboutUnknownKeysAndForms() throws Exception {
        assertThatThrownBy(() -> reader(Map.of(), Map.of()).read("kaskado.data=" + data + ";kaskado.loop=1"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("kaskado.loop (resource adapter property) is not a configuration key; the nearest is"
                        + " kaskado.loops.");
        assertThatThrownBy(() -> reader(Map.of(), Map.of()).read("loops"))
                .hasMessage("\"loops\" in the resource adapter property settings must have the form key=value.");
        Files.writeString(data.resolve("kaskado.properties"), "kaskado.data=/elsewhere\n");
        assertThatThrownBy(() -> reader(Map.of(), Map.of()).read("kaskado.data=" + data))
                .hasMessageStartingWith("kaskado.data cannot be set in " + data.resolve("kaskado.properties"));
    }

    @Test
    void shouldSayWhyTheDataFolderCannotBeUsed() throws Exception {
        Path file = Files.writeString(data.resolve("file"), "x");
        assertThatThrownBy(() -> reader(Map.of(), Map.of()).read("kaskado.data=" + file))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("kaskado.data is \"" + file + "\", but it cannot be made");
    }

    private static SettingsReader reader(Map<String, String> system, Map<String, String> environment) {
        return new SettingsReader(Source.of("system property", system), Source.environment(environment));
    }
}
