package org.kaskado.stun;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** RFC 5769 §2 and RFC 8489 appendix B.1. */
class StunVectorsTest {
    static final String PASSWORD = "VOkJxbRl1RmTxUk/WvJxBt";
    static final byte[] REQUEST = hex("000100582112a442b7e7a701bc34d686fa87dfae"
            + "802200105354554e207465737420636c69656e74002400046e0001ff80290008932ff9b151263b36"
            + "000600096576746a3a68367659202020"
            + "000800149aeaa70cbfd8cb56781ef2b5b2d3f249c1b571a280280004e57a3bcf");
    static final byte[] IPV4_RESPONSE = hex("0101003c2112a442b7e7a701bc34d686fa87dfae"
            + "8022000b7465737420766563746f722000200008"
            + "0001a147e112a643000800142b91f599fd9e90c38c7489f92af9ba53f06be7d780280004c07d4c96");
    private static final byte[] IPV6_RESPONSE = hex("010100482112a442b7e7a701bc34d686fa87dfae"
            + "8022000b7465737420766563746f7220002000140002a1470113a9faa5d3f179bc25f4b5bed2b9d9"
            + "00080014a382954e4be67bf11784c97c8292c275bfe3ed4180280004c8fb0b4c");
    private static final byte[] LONG_TERM = hex("000100602112a44278ad3433c6ad72c029da412e"
            + "00060012e3839ee38388e383aae38383e382afe382b90000"
            + "0015001c662f2f3439396b3935346436"
            + "4f4c33346f4c39465354767936347341"
            + "0014000b6578616d706c652e6f726700"
            + "00080014f67024656dd64a3e02b8e0712e85c9a28ca89666");
    private static final byte[] LONG_TERM_SHA256 = hex("000100882112a44278ad3433c6ad72c029da412e"
            + "001e00204a3cf38fef6992bda952c6780417da0f24819415569e60b205c46e41407f1704"
            + "001500296f624d61744a6f73324141414366"
            + "2f2f3439396b3935346436"
            + "4f4c33346f4c39465354767936347341000000"
            + "0014000b6578616d706c652e6f726700"
            + "001c0020fd8c273860d2e18ebca4c89b6973befa7ee8ecc69e9642db326fab65a0b955ba");
    private static final String KATAKANA = "\u30DE\u30C8\u30EA\u30C3\u30AF\u30B9";

    static byte[] hex(String text) {
        return HexFormat.of().parseHex(text);
    }

    static StunMessage read(byte[] bytes) {
        return Objects.requireNonNull(StunMessage.parse(bytes, 0, bytes.length));
    }

    @Test
    void shouldReadTheSampleRequest() {
        StunMessage message = read(REQUEST);
        assertThat(message.is(StunClass.REQUEST, StunMethod.BINDING)).isTrue();
        assertThat(message.text(StunAttribute.SOFTWARE)).isEqualTo("STUN test client");
        assertThat(message.text(StunAttribute.USERNAME)).isEqualTo("evtj:h6vY");
        assertThat(message.get32(StunAttribute.PRIORITY, 0)).isEqualTo(0x6e0001ffL);
        assertThat(message.get64(StunAttribute.ICE_CONTROLLED, 0)).isEqualTo(0x932ff9b151263b36L);
        assertThat(message.isSignedWith(StunKey.shortTerm(PASSWORD))).isTrue();
        assertThat(message.isSignedWith(StunKey.shortTerm(PASSWORD + "x"))).isFalse();
        assertThat(message.notUnderstood()).isEmpty();
        assertThat(StunPeek.localUfrag(REQUEST, 0, REQUEST.length)).isEqualTo("evtj");
    }

    @Test
    void shouldReadTheIpv4Response() throws UnknownHostException {
        StunMessage message = read(IPV4_RESPONSE);
        assertThat(message.is(StunClass.SUCCESS, StunMethod.BINDING)).isTrue();
        assertThat(message.isSignedWith(StunKey.shortTerm(PASSWORD))).isTrue();
        assertThat(message.xorAddress(StunAttribute.XOR_MAPPED_ADDRESS))
                .isEqualTo(new InetSocketAddress(InetAddress.getByAddress(new byte[] {(byte) 192, 0, 2, 1}), 32853));
        assertThat(StunPeek.localUfrag(IPV4_RESPONSE, 0, IPV4_RESPONSE.length)).isNull();
    }

    @Test
    void shouldReadTheIpv6Response() throws UnknownHostException {
        StunMessage message = read(IPV6_RESPONSE);
        assertThat(message.isSignedWith(StunKey.shortTerm(PASSWORD))).isTrue();
        assertThat(message.xorAddress(StunAttribute.XOR_MAPPED_ADDRESS))
                .isEqualTo(new InetSocketAddress(
                        InetAddress.getByAddress(hex("20010db8123456780011223344556677")), 32853));
    }

    @Test
    void shouldReadTheLongTermRequest() {
        StunMessage message = read(LONG_TERM);
        assertThat(message.text(StunAttribute.USERNAME)).isEqualTo(KATAKANA);
        assertThat(message.isSignedWith(StunKey.longTerm(KATAKANA, "example.org", "TheMatrIX")))
                .isTrue();
    }

    @Test
    void shouldReadTheStrongerIntegrity() {
        StunMessage message = read(LONG_TERM_SHA256);
        assertThat(message.isSigned()).isTrue();
        assertThat(message.isSignedWith(StunKey.longTerm(KATAKANA, "example.org", "TheMatrIX")))
                .isTrue();
        assertThat(message.isSignedWith(StunKey.longTerm(KATAKANA, "example.org", "x")))
                .isFalse();
        assertThat(message.notUnderstood()).containsExactly(StunAttribute.USERHASH);
    }

    @Test
    void shouldWriteTheSampleRequestAgain() {
        byte[] username = "evtj:h6vY".getBytes(StandardCharsets.UTF_8);
        byte[] written = new StunWriter(
                        StunClass.REQUEST, StunMethod.BINDING, read(REQUEST).transactionId())
                .addText(StunAttribute.SOFTWARE, "STUN test client")
                .add32(StunAttribute.PRIORITY, 0x6e0001ffL)
                .add64(StunAttribute.ICE_CONTROLLED, 0x932ff9b151263b36L)
                .add(StunAttribute.USERNAME, username)
                .sign(StunKey.shortTerm(PASSWORD));
        assertThat(written).hasSameSizeAs(REQUEST);
        assertThat(read(written).isSignedWith(StunKey.shortTerm(PASSWORD))).isTrue();
        // The vector pads with blanks, we with zeroes (RFC 8489 §14); everything before is equal.
        assertThat(HexFormat.of().formatHex(written, 0, 73))
                .isEqualTo(HexFormat.of().formatHex(REQUEST, 0, 73));
    }
}
