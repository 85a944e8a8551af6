package org.kaskado.ra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kaskado.catalogue.ConfigurationException;
import org.kaskado.engine.NetworkSettings;

class MediaAddressesTest {
    @TempDir
    Path data;

    private NetworkSettings of(String settings) {
        return MediaAddresses.of(SettingsReader.ofThisProcess().read("kaskado.data=" + data + ";" + settings));
    }

    @Test
    void shouldAddTheOffsetToThePortsOfPlainRtp() {
        assertThat(of("kaskado.port-offset=100;kaskado.rtp.ports=20000-20999").rtp())
                .isEqualTo(new NetworkSettings.Rtp(20_100, 21_099, Duration.ofSeconds(30)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"20000", "20001-20002", "30000-20000", "80-90", "60000-70000", "many"})
    void shouldSayWhatAPortRangeMustBe(String range) {
        assertThatThrownBy(() -> of("kaskado.rtp.ports=" + range))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("kaskado.rtp.ports is \"" + range + "\"")
                .hasMessageContaining("1024 to 65535");
    }
}
