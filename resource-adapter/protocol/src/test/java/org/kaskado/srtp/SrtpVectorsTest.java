package org.kaskado.srtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kaskado.net.Drop;
import org.kaskado.net.PacketBuffer;
import org.kaskado.net.Wire;

/** Published vectors: RFC 3711 appendix B, RFC 7714 §16 and §17, and those that libsrtp tests itself with. */
final class SrtpVectorsTest {
    private static final String MASTER_KEY = "E1F97A0D3E018BE0D64FA32C06DE4139";
    private static final String MASTER_SALT = "0EC675AD498AFEEBB6960B3AABE6";

    private static byte[] hex(String text) {
        return HexFormat.of().parseHex(text.replaceAll("\\s", "").toLowerCase(java.util.Locale.ROOT));
    }

    @ParameterizedTest // RFC 3711 §B.3
    @CsvSource({
        "0, C61E7A93744F39EE10734AFE3FF7A087",
        "2, 30CBBC08863D8C85D49DB34A9AE1",
        "1, CEBE321F6FF7716B6FD4AB49AF256A156D38BAA48F0A0ACF3C34E2359E6CDBCEE049646C43D9327AD175578EF722709863"
                + "71C10C9A369AC2F94A8C5FBCDDDC256D6E919A48B610EF17C2041E474035766B68642C59BBFC2F34DB60DBDFB2"
    })
    void shouldDeriveSessionKeys(int label, String expected) {
        KeyDerivation keys = new KeyDerivation(hex(MASTER_KEY), hex(MASTER_SALT));

        assertThat(keys.derive(label, expected.length() / 2)).isEqualTo(hex(expected));
    }

    @ParameterizedTest // RFC 6188 §7.1
    @CsvSource({
        "0, 5ba1064e30ec51613cad926c5a28ef731ec7fb397f70a960653caf06554cd8c4",
        "2, fa31791685ca444a9e07c6c64e93",
        "1, fd9c32d39ed5fbb5a9dc96b30818454d1313dc05"
    })
    void shouldDeriveSessionKeysFromKeysOf256Bits(int label, String expected) {
        KeyDerivation keys = new KeyDerivation(
                hex("f0f04914b513f2763a1b1fa130f10e2998f6f6e43e4309d1e622a0e332b9f1b6"),
                hex("3b04803de51ee7c96423ab5b78d2"));

        assertThat(keys.derive(label, expected.length() / 2)).isEqualTo(hex(expected));
    }

    @Test // RFC 3711 §B.2
    void shouldMakeTheKeystreamOfCounterMode() throws Exception {
        byte[] key = hex("2B7E151628AED2A6ABF7158809CF4F3C");
        CounterCipher cipher = new CounterCipher(key, hex("F0F1F2F3F4F5F6F7F8F9FAFBFCFD"), new byte[20], 10);
        byte[] packet = Arrays.copyOf(hex("800000000000000000000000"), 12 + 48);
        byte[] out = new byte[packet.length + 10];

        cipher.seal(rtp(packet, 0, out));

        assertThat(Arrays.copyOfRange(out, 12, 60))
                .isEqualTo(hex("E03EAD0935C95E80E166B16DD92B4EB4D23513162B02D0F72A43A2FE4A5F97AB"
                        + "41E95B3BB0A2E8DD477901E4FCA894C0"));
    }

    @ParameterizedTest // RFC 7714 §16.1.1 and §16.2.1: session keys, ROC 0
    @CsvSource({
        "000102030405060708090a0b0c0d0e0f,"
                + "f24de3a3fb34de6cacba861c9d7e4bcabe633bd50d294e6f42a5f47a51c7d19b36de3adf8833899d7f27beb16a9152cf765ee4390cce",
        "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f,"
                + "32b1de78a822fe12ef9f78fa332e33aab18012389a58e2f3b50b2a0276ffae0f1ba63799b87b7aa3db36dfffd6b0f9bb7878d7a76c13"
    })
    void shouldProtectRtpWithGcm(String key, String expectedBody) throws Exception {
        byte[] header = hex("8040f17b8041f8d35501a0b2");
        byte[] text = "Gallia est omnis divisa in partes tres".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        byte[] packet = Arrays.copyOf(header, header.length + text.length);
        System.arraycopy(text, 0, packet, header.length, text.length);
        byte[] out = new byte[packet.length + 16];

        int length = new GcmCipher(hex(key), hex("517569642070726f2071756f")).seal(rtp(packet, 0xf17b, out));

        assertThat(length).isEqualTo(out.length);
        assertThat(Arrays.copyOf(out, 12)).isEqualTo(header);
        assertThat(Arrays.copyOfRange(out, 12, length)).isEqualTo(hex(expectedBody));
    }

    @Test // RFC 7714 §17.1
    void shouldProtectRtcpWithGcm() throws Exception {
        byte[] packet = hex("81c8000d4d6172734e5450314e545032525450200000042a0000e9304c756e61"
                + "deadbeefdeadbeefdeadbeefdeadbeefdeadbeef");
        byte[] out = new byte[packet.length + 20];
        SrtpPacket job = rtp(packet, 0x5d4, out);
        job.isRtcp = true;
        job.headerBytes = 8;
        job.bodyBytes = packet.length - 8;
        job.ssrc = Wire.getInt(packet, 4);
        job.trailer = 0x800005d4;

        int length = new GcmCipher(hex("000102030405060708090a0b0c0d0e0f"), hex("517569642070726f2071756f")).seal(job);

        assertThat(Arrays.copyOf(out, length))
                .isEqualTo(hex("81c8000d4d61727363e94885dcdab67ca727d7662f6b7e997ff5c0f76c06f32dc676a5f1730d6fda"
                        + "4ce09b4686303ded0bb9275bc84aa45896cf4d2fc5abf87245d9eade800005d4"));
    }

    private static SrtpPacket rtp(byte[] packet, long index, byte[] out) {
        SrtpPacket job = new SrtpPacket();
        job.from(packet, 0);
        job.to(out, 0);
        job.headerBytes = 12;
        job.bodyBytes = packet.length - 12;
        job.ssrc = Wire.getInt(packet, 8);
        job.index = index;
        return job;
    }

    @ParameterizedTest // libsrtp's driver, master keys
    @CsvSource({
        "AES_128_CM_HMAC_SHA1_80, e1f97a0d3e018be0d64fa32c06de4139, 0ec675ad498afeebb6960b3aabe6,"
                + "4e55dc4ce79978d88ca4d215949d2402b78d6acc99ea179b8dbb",
        "AEAD_AES_128_GCM, 000102030405060708090a0b0c0d0e0f, a0a1a2a3a4a5a6a7a8a9aaab,"
                + "c5002ede04cfdd2eb91159e0880aa06ed2976826f796b201df3131a127e8a392"
    })
    void shouldAgreeWithLibsrtpOnRtp(SrtpSuite suite, String key, String salt, String expectedBody) {
        byte[] plain = hex("800f1234decafbadcafebabe" + "ab".repeat(16));
        byte[] out = new byte[100];
        int length = new SrtpSender(suite, hex(key), hex(salt)).protect(plain, 0, plain.length, out, 5);

        byte[] protectedPacket = Arrays.copyOfRange(out, 5, 5 + length);
        assertThat(protectedPacket).isEqualTo(hex("800f1234decafbadcafebabe" + expectedBody));
        PacketBuffer buffer = PacketBuffer.of(protectedPacket);
        assertThat(new SrtpReceiver(suite, hex(key), hex(salt)).unprotect(buffer))
                .isEqualTo(Drop.NONE);
        assertThat(buffer.toByteArray()).isEqualTo(plain);
    }

    @ParameterizedTest // libsrtp's driver; its SRTCP index begins with 1
    @CsvSource({
        "AES_128_CM_HMAC_SHA1_80, e1f97a0d3e018be0d64fa32c06de4139, 0ec675ad498afeebb6960b3aabe6,"
                + "7128035be487b9bdbef89041f977a5a880000001993e08cd54d6c1230798",
        "AEAD_AES_128_GCM, 000102030405060708090a0b0c0d0e0f, a0a1a2a3a4a5a6a7a8a9aaab,"
                + "c98b8b5df0392a55852b6c21ac8e7025c52c6fbea2b3b446ea31123ba88ce61e80000001"
    })
    void shouldAgreeWithLibsrtpOnRtcp(SrtpSuite suite, String key, String salt, String expectedBody) {
        byte[] plain = hex("81c8000bcafebabe" + "ab".repeat(16));
        byte[] expected = hex("81c8000bcafebabe" + expectedBody);
        SrtpSender sender = new SrtpSender(suite, hex(key), hex(salt));
        byte[] out = new byte[100];
        sender.protectRtcp(plain, 0, plain.length, out, 0);
        int length = sender.protectRtcp(plain, 0, plain.length, out, 0);

        assertThat(Arrays.copyOf(out, length)).isEqualTo(expected);
        PacketBuffer buffer = PacketBuffer.of(expected);
        assertThat(new SrtpReceiver(suite, hex(key), hex(salt)).unprotectRtcp(buffer))
                .isEqualTo(Drop.NONE);
        assertThat(buffer.toByteArray()).isEqualTo(plain);
    }
}
