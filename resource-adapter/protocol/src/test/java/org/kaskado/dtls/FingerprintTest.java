package org.kaskado.dtls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class FingerprintTest {
    private static final byte[] CERTIFICATE = "abc".getBytes(StandardCharsets.US_ASCII);
    /** FIPS 180: the hash of "abc". */
    private static final String SHA_256 = "sha-256 BA:78:16:BF:8F:01:CF:EA:41:41:40:DE:5D:AE:22:23:"
            + "B0:03:61:A3:96:17:7A:9C:B4:10:FF:61:F2:00:15:AD";

    @Test
    void shouldPrintTheHashOfACertificate() {
        assertThat(Fingerprint.of(HashFunction.SHA_256, CERTIFICATE)).hasToString(SHA_256);
        assertThat(Fingerprint.of(HashFunction.SHA_1, CERTIFICATE).hex()).startsWith("A9:99:3E:36");
    }

    @ParameterizedTest
    @EnumSource(HashFunction.class)
    void shouldReadWhatItPrintsInAnyCase(HashFunction function) {
        Fingerprint fingerprint = Fingerprint.of(function, CERTIFICATE);

        assertThat(Fingerprint.parse(fingerprint.toString()))
                .isEqualTo(fingerprint)
                .hasSameHashCodeAs(fingerprint);
        assertThat(Fingerprint.parse(fingerprint.toString().toLowerCase(java.util.Locale.ROOT)))
                .isEqualTo(fingerprint);
        assertThat(fingerprint.matches(CERTIFICATE)).isTrue();
        assertThat(fingerprint.matches(new byte[3])).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "sha-256",
                "md5 4A:AD:B9:B1:3F:82:18:3B:54:02:12:DF:3E:5D:49:6B",
                "sha-256 BA:78",
                "sha-1 BA7816BF8F01CFEA414140DE5DAE2223B00361A396177A9CB410FF61F20015AD",
                "sha-1 A9-99-3E-36-47-06-81-6A-BA-3E-25-71-78-50-C2-6C-9C-D0-D8-9D",
                "sha-1 A9:99:3E:36:47:06:81:6A:BA:3E:25:71:78:50:C2:6C:9C:D0:D8:9G"
            })
    void shouldSayWhatIsWrong(String text) {
        assertThatThrownBy(() -> Fingerprint.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("fingerprint");
    }

    @Test
    void shouldTrustOnlyTheStrongestOfSeveralFunctions() {
        Fingerprint weak = Fingerprint.of(HashFunction.SHA_1, CERTIFICATE);
        Fingerprint strong = Fingerprint.of(HashFunction.SHA_256, CERTIFICATE);
        Fingerprint other = Fingerprint.of(HashFunction.SHA_256, new byte[1]);

        assertThat(Fingerprint.anyMatches(List.of(weak), CERTIFICATE)).isTrue();
        assertThat(Fingerprint.anyMatches(List.of(weak, other), CERTIFICATE)).isFalse();
        assertThat(Fingerprint.anyMatches(List.of(weak, other, strong), CERTIFICATE))
                .isTrue();
        assertThat(Fingerprint.anyMatches(List.of(), CERTIFICATE)).isFalse();
    }
}
