package org.kaskado.srtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CryptoAttributeTest {
    /** RFC 4568 §9.1's examples use this key. */
    private static final String KEY = "inline:WVNfX19zZW1jdGwgKCkgewkyMjA7fQp9CnVubGVz";

    private static final String LINE = "1 AES_CM_128_HMAC_SHA1_80 " + KEY;

    @Test
    void shouldReadALine() {
        CryptoAttribute crypto = CryptoAttribute.parse(LINE);

        assertThat(crypto.tag()).isEqualTo(1);
        assertThat(crypto.suite()).isEqualTo(SrtpSuite.AES_128_CM_HMAC_SHA1_80);
        assertThat(crypto.key()).isEqualTo(Base64.getDecoder().decode("WVNfX19zZW1jdGwgKCkgew=="));
        assertThat(crypto.salt()).hasSize(14);
        assertThat(crypto.print()).isEqualTo(LINE);
        assertThat(crypto.toString()).doesNotContain("WVNf");
    }

    @ParameterizedTest
    @ValueSource(strings = {"|2^20", "|1048576", "|2^48", "|2^20 KDR=0", " WSH=128"})
    void shouldTakeLifetimesAndHarmlessParameters(String ending) {
        assertThat(CryptoAttribute.parse(LINE + ending).print()).isEqualTo(LINE);
    }

    @ParameterizedTest
    @EnumSource(SrtpSuite.class)
    void shouldReadWhatItPrints(SrtpSuite suite) {
        CryptoAttribute crypto = new CryptoAttribute(7, suite, TestKeys.key(suite), TestKeys.salt(suite));

        CryptoAttribute read = CryptoAttribute.parse(crypto.print());

        assertThat(read.key()).isEqualTo(crypto.key());
        assertThat(read.salt()).isEqualTo(crypto.salt());
        assertThat(read.suite()).isEqualTo(suite);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "|2^20|1:4; MKI",
                "|1:4; MKI",
                "|2^; lifetime",
                "|2^20|2^20; lifetime",
                "' UNENCRYPTED_SRTCP'; session parameter",
                "' KDR=24'; KDR=24",
                "A; not base64",
                "AAAA; bytes of key and salt"
            })
    void shouldSayWhatItDoesNotTake(String ending, String expected) {
        assertThatThrownBy(() -> CryptoAttribute.parse(LINE + ending))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(expected)
                .hasMessageNotContaining("WVNf");
    }

    @Test
    void shouldRefuseUnknownSuitesSeveralKeysAndOtherMethods() {
        assertThatThrownBy(() -> CryptoAttribute.parse("1 F8_128_HMAC_SHA1_80 " + KEY))
                .hasMessageContaining("F8_128");
        assertThatThrownBy(() -> CryptoAttribute.parse(LINE + ";" + KEY)).hasMessageContaining("several keys");
        assertThatThrownBy(() -> CryptoAttribute.parse("1 AEAD_AES_128_GCM uri:x"))
                .hasMessageContaining("inline");
        assertThatThrownBy(() -> CryptoAttribute.parse("x")).hasMessageContaining("<tag> <suite>");
    }
}
