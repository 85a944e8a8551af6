package org.kaskado.negotiation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kaskado.session.CodecConfig;

class CodecMatchTest {
    @ParameterizedTest
    @CsvSource({
        "H264, packetization-mode=1;profile-level-id=42e01f, packetization-mode=1;profile-level-id=42c00d, true",
        "H264, packetization-mode=1;profile-level-id=42e01f, packetization-mode=1;profile-level-id=4d801f, true",
        "H264, packetization-mode=1;profile-level-id=42e01f, packetization-mode=0;profile-level-id=42e01f, false",
        "H264, packetization-mode=1;profile-level-id=42e01f, profile-level-id=42e01f, false",
        "H264, profile-level-id=42e01f, packetization-mode=0;profile-level-id=42E034, true",
        "H264, profile-level-id=42001f, profile-level-id=42e01f, false",
        "H264, profile-level-id=64001f, profile-level-id=640c1f, false",
        "H264, profile-level-id=58c01f, profile-level-id=42e01f, true",
        "H264, profile-level-id=64001f, x=1, true",
        "VP9, profile-id=0, x=1, true",
        "VP9, profile-id=2, x=1, false",
        "AV1, level-idx=5;profile=0;tier=0, level-idx=8, true",
        "AV1, profile=1, profile=0, false",
        "H265, level-id=93;profile-id=1;tx-mode=SRST, x=1, true",
        "H265, profile-id=2, x=1, false",
        "opus, stereo=1, useinbandfec=1, true",
    })
    void shouldTellWhetherTwoCodecsAreOne(String name, String left, String right, boolean isSame) {
        assertThat(CodecMatch.isSame(codec(name, left), codec(name, right))).isEqualTo(isSame);
        assertThat(CodecMatch.isSame(codec(name, right), codec(name, left))).isEqualTo(isSame);
    }

    @ParameterizedTest
    @CsvSource({
        "42e01f, constrained-baseline",
        "42001f, baseline",
        "4d001f, main",
        "4d801f, constrained-baseline",
        "58c01f, constrained-baseline",
        "58801f, baseline",
        "58001f, extended",
        "640c1f, constrained-high",
        "64001f, 6400",
        "f4001f, f400",
        "junk, junk"
    })
    void shouldNameProfiles(String profileLevelId, String name) {
        assertThat(H264Profile.of(profileLevelId)).isEqualTo(name);
    }

    private static CodecConfig codec(String name, String fmtp) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String part : fmtp.split(";", -1)) {
            parameters.put(part.split("=", 2)[0], part.split("=", 2)[1]);
        }
        return new CodecConfig(96, name, 90_000, 1, parameters, List.of());
    }
}
