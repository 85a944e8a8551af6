package org.kaskado.sctp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DcepTest {
    @ParameterizedTest
    @CsvSource({
        "true,-1,-1,00,00000000",
        "false,-1,-1,80,00000000",
        "true,3,-1,01,00000003",
        "false,0,-1,81,00000000",
        "true,-1,1500,02,000005dc",
        "false,-1,0,82,00000000"
    })
    void shouldWriteAndReadOpenAsDrawn(boolean isOrdered, int tries, int ms, String type, String parameter) {
        Reliability reliability = new Reliability(isOrdered, tries, ms);
        DataChannelConfig config = new DataChannelConfig("chät", "v1", reliability, 512, DataChannelConfig.IN_BAND);
        byte[] open = Dcep.open(4, config).data(); // RFC 8832 §5.1
        assertThat(HexFormat.of().formatHex(open))
                .isEqualTo("03" + type + "0200" + parameter + "00050002" + "6368c3a474" + "7631");
        assertThat(Dcep.parseOpen(open)).isEqualTo(config);
    }

    @ParameterizedTest
    @CsvSource({"02", "0300", "030300000000000000000000", "030000000000000000010000", "03000000000000000000000041"})
    void shouldReadNothingFromWhatIsNoOpen(String hex) {
        @Nullable DataChannelConfig read = Dcep.parseOpen(HexFormat.of().parseHex(hex));
        assertThat(read).isNull();
    }

    @Test
    void shouldTakeHugeReliabilityParametersAsTheLargestThatItKnows() {
        DataChannelConfig read = Dcep.parseOpen(HexFormat.of().parseHex("03010000ffffffff00000000"));
        assertThat(read).isNotNull();
        assertThat(read.reliability().maxRetransmits()).isEqualTo(Integer.MAX_VALUE);
    }

    @Test
    void shouldNameWhatIsAllowed() {
        assertThatThrownBy(() -> new Reliability(true, 1, 1)).hasMessageContaining("one of them");
        assertThatThrownBy(() -> new Reliability(true, -2, -1)).hasMessageContaining("-1 for unlimited");
        assertThatThrownBy(() -> DataChannelConfig.reliable("x").negotiated(65_535))
                .hasMessageContaining("0 to 65534");
        assertThatThrownBy(() -> DataChannelConfig.reliable("x".repeat(65_536))).hasMessageContaining("65535");
        assertThatThrownBy(() -> SctpConfig.webRtc().withPorts(0, 5000)).hasMessageContaining("1 to 65535");
        assertThatThrownBy(() -> SctpConfig.webRtc().withCaps(10, 11, 100_000)).hasMessageContaining("maxChannels");
    }
}
