package org.kaskado.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.kaskado.catalogue.ConfigurationTable.Source;

class ConfigurationTableTest {
    private final ConfigurationTable table = ConfigurationTable.load();

    /** A default that its own key refused once stopped every server. */
    @Test
    void shouldAcceptEachDefault() {
        Configuration defaults = ConfigurationTable.load().read(Map.of());
        assertThat(defaults.number("kaskado.disk.floor-bytes")).isPositive();
        assertThat(defaults.find("kaskado.tls.trust")).isEmpty();
    }

    @Test
    void shouldGiveDefaultsWhenNothingIsSet() {
        Configuration values = table.read(List.of());
        assertThat(values.text("kaskado.data")).isEqualTo("./data");
        assertThat(values.number("kaskado.upload.max-bytes")).isEqualTo(10L << 30);
        assertThat(values.duration("kaskado.lease.timeout")).isEqualTo(Duration.ofSeconds(60));
        assertThat(values.list("kaskado.origins")).isEmpty();
        assertThat(values.find("kaskado.access")).isEmpty();
    }

    @Test
    void shouldTakeTheFirstPlaceThatHasAValue() {
        Configuration values = table.read(List.of(
                Source.of("resource adapter property", Map.of("kaskado.loops", "3")),
                Source.environment(Map.of("KASKADO_LOOPS", "5", "KASKADO_UPLOAD_MAX_BYTES", "1.5 MiB")),
                Source.of("file", Map.of("kaskado.origins", " https://a.example , https://b.example,"))));
        assertThat(values.integer("kaskado.loops")).isEqualTo(3);
        assertThat(values.number("kaskado.upload.max-bytes")).isEqualTo(3L << 19);
        assertThat(values.list("kaskado.origins")).containsExactly("https://a.example", "https://b.example");
    }

    @Test
    void shouldNameKeyValuePlaceAndWhatIsAllowedForEachBadValue() {
        Map<String, String> bad = Map.of(
                "kaskado.loops", "9",
                "kaskado.transcoding", "maybe",
                "kaskado.lease.timeout", "soon",
                "kaskado.worker.memory", "1 KiB",
                "kaskado.bind", " ");
        assertThatThrownBy(() -> table.read(List.of(Source.of("system property", bad))))
                .isInstanceOfSatisfying(
                        ConfigurationException.class,
                        e -> assertThat(e.sentences())
                                .containsExactlyInAnyOrder(
                                        "kaskado.loops is \"9\" (system property), but must be a whole number, from 0 to 8.",
                                        "kaskado.transcoding is \"maybe\" (system property), but must be one of allow, refuse.",
                                        "kaskado.lease.timeout is \"soon\" (system property), but must be a time such as 500ms,"
                                                + " 30s, 5m, 2h or 1d, from 1s to 1d.",
                                        "kaskado.worker.memory is \"1 KiB\" (system property), but must be a size such as"
                                                + " 65536, 512 MiB or 10 GiB, from 64 MiB to 64 GiB.",
                                        "kaskado.bind is \" \" (system property), but must be a text."));
    }

    @Test
    void shouldReadBackTheValuesItHandsOn() {
        Configuration values = table.read(List.of(Source.of(
                "test",
                Map.of("kaskado.lease.timeout", "PT90S", "kaskado.disk.floor-bytes", "2 GB", "kaskado.loops", "2"))));
        assertThat(table.read(values.asMap()).asMap()).isEqualTo(values.asMap());
        assertThat(values.duration("kaskado.lease.timeout")).isEqualTo(Duration.ofSeconds(90));
        assertThat(values.number("kaskado.disk.floor-bytes")).isEqualTo(2_000_000_000L);
    }

    @Test
    void shouldProposeTheNearestKeyForATypingError() {
        assertThat(table.complain("kaskado.upload.maxbytes", "file x"))
                .contains("kaskado.upload.maxbytes (file x) is not a configuration key;"
                        + " the nearest is kaskado.upload.max-bytes.");
        assertThat(table.complain("kaskado.loops", "file x")).isEmpty();
    }

    @Test
    void shouldHaveAllowedDefaultsAndBoundsInEachRow() {
        for (ConfigurationKey key : table.keys()) {
            String text = key.defaultText();
            if (text != null) {
                assertThat(key.check(text)).as(key.name()).isNotNull();
            }
            assertThat(key.doc()).as(key.name()).endsWith(".");
        }
    }
}
