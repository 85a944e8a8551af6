package org.kaskado.rtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.kaskado.rtp.HeaderExtension.ABS_SEND_TIME;
import static org.kaskado.rtp.HeaderExtension.AUDIO_LEVEL;
import static org.kaskado.rtp.HeaderExtension.DEPENDENCY_DESCRIPTOR;
import static org.kaskado.rtp.HeaderExtension.MID;
import static org.kaskado.rtp.HeaderExtension.RID;
import static org.kaskado.rtp.HeaderExtension.TRANSPORT_CC;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.kaskado.net.Drop;

class HeaderExtensionsTest {
    private static final byte[] PAYLOAD = {1, 2, 3, 4, 5};
    private static final ExtensionIds IN =
            ExtensionIds.of(Map.of(AUDIO_LEVEL, 1, TRANSPORT_CC, 3, MID, 4, RID, 10, DEPENDENCY_DESCRIPTOR, 8));

    /** RFC 8285 §4.2 has this form: elements, padding between and behind them. */
    private static byte[] oneByte() {
        return RtpPackets.withElements(
                7,
                8,
                9,
                RtpPackets.extension(0xBEDE, 0x10, 0x85, 0, 0, 0x31, 0x12, 0x34, 0x40, '0', 0xA1, 'h', 'i'),
                PAYLOAD);
    }

    @Test
    void shouldFindElementsOfTheOneByteForm() {
        byte[] packet = oneByte();
        assertThat(RtpHeader.validate(packet, 0, packet.length)).isEqualTo(Drop.NONE);
        int level = HeaderExtensions.find(packet, 0, IN, AUDIO_LEVEL);
        assertThat(ExtensionValues.audioLevel(packet, level)).isEqualTo(5);
        assertThat(ExtensionValues.isVoice(packet, level)).isTrue();
        int sequence = HeaderExtensions.find(packet, 0, IN, TRANSPORT_CC);
        assertThat(ExtensionValues.transportSequence(packet, sequence)).isEqualTo(0x1234);
        int rid = HeaderExtensions.find(packet, 0, IN, RID);
        assertThat(ExtensionValues.text(packet, rid, HeaderExtensions.lengthAt(packet, 0, rid)))
                .isEqualTo("hi");
        assertThat(ExtensionValues.isText(packet, rid, 2, "hi".getBytes(StandardCharsets.US_ASCII)))
                .isTrue();
        assertThat(HeaderExtensions.find(packet, 0, IN, DEPENDENCY_DESCRIPTOR)).isEqualTo(HeaderExtensions.ABSENT);
        assertThat(HeaderExtensions.find(packet, 0, IN, ABS_SEND_TIME)).isEqualTo(HeaderExtensions.ABSENT);
    }

    @Test
    void shouldFindElementsOfTheTwoByteForm() {
        byte[] packet = RtpPackets.withElements(
                7, 8, 9, RtpPackets.extension(0x1005, 1, 0, 0, 3, 2, 9, 8, 200, 1, 77), PAYLOAD);
        int empty = HeaderExtensions.find(packet, 0, 1);
        assertThat(HeaderExtensions.lengthAt(packet, 0, empty)).isZero();
        assertThat(ExtensionValues.transportSequence(packet, HeaderExtensions.find(packet, 0, 3)))
                .isEqualTo(0x0908);
        assertThat(packet[HeaderExtensions.find(packet, 0, 200)]).isEqualTo((byte) 77);
    }

    @Test
    void shouldStopAtTheEndMarkAndAtElementsThatDoNotFit() {
        byte[] stopped = RtpPackets.withElements(
                1, 1, 1, RtpPackets.extension(0xBEDE, 0x10, 1, 0xF0, 0x20, 0x31, 1, 2, 0), PAYLOAD);
        assertThat(HeaderExtensions.find(stopped, 0, 1)).isPositive();
        assertThat(HeaderExtensions.find(stopped, 0, 3)).isEqualTo(HeaderExtensions.ABSENT);
        byte[] overlong = RtpPackets.withElements(1, 1, 1, RtpPackets.extension(0xBEDE, 0x1F, 1, 2, 3), PAYLOAD);
        assertThat(HeaderExtensions.find(overlong, 0, 1)).isEqualTo(HeaderExtensions.ABSENT);
        byte[] unknown = RtpPackets.withElements(1, 1, 1, RtpPackets.extension(0x1234, 0x10, 1, 2, 3), PAYLOAD);
        assertThat(HeaderExtensions.first(unknown, 0)).isEqualTo(HeaderExtensions.ABSENT);
    }

    @Test
    void shouldRenumberDropAndAddElementsWhenForwarding() {
        ExtensionIds to = ExtensionIds.of(Map.of(AUDIO_LEVEL, 6, TRANSPORT_CC, 5, ABS_SEND_TIME, 2, MID, 9));
        ExtensionRewriter rewriter = new ExtensionRewriter(
                IN,
                to,
                Map.of(TRANSPORT_CC, new byte[2], ABS_SEND_TIME, new byte[3], MID, new byte[] {'v', '1'}),
                true);
        byte[] in = oneByte();
        byte[] out = new byte[200];
        int length = rewriter.rewrite(in, 0, in.length, out, 10);
        ExtensionValues.putTransportSequence(out, rewriter.position(TRANSPORT_CC), 0xABCD);
        assertThat(RtpHeader.validate(out, 10, length)).isEqualTo(Drop.NONE);
        assertThat(ExtensionValues.audioLevel(out, HeaderExtensions.find(out, 10, 6)))
                .isEqualTo(5);
        assertThat(ExtensionValues.transportSequence(out, HeaderExtensions.find(out, 10, 5)))
                .isEqualTo(0xABCD);
        int mid = HeaderExtensions.find(out, 10, 9);
        assertThat(ExtensionValues.text(out, mid, HeaderExtensions.lengthAt(out, 10, mid)))
                .isEqualTo("v1");
        assertThat(HeaderExtensions.find(out, 10, 10))
                .as("RID was not negotiated")
                .isEqualTo(-1);
        assertThat(rewriter.position(RID)).isEqualTo(HeaderExtensions.ABSENT);
        assertThat(RtpHeader.payloadLength(out, 10, length)).isEqualTo(PAYLOAD.length);
        assertThat(out[10 + length - 1]).isEqualTo((byte) 5);
        assertThat(RtpHeader.sequenceNumber(out, 10)).isEqualTo(7);
    }

    @Test
    void shouldLeaveTheExtensionOutWhenNothingOfItRemains() {
        byte[] in = oneByte();
        byte[] out = new byte[200];
        int length = new ExtensionRewriter(IN, ExtensionIds.none(), Map.of(), true).rewrite(in, 0, in.length, out, 0);
        assertThat(length).isEqualTo(12 + PAYLOAD.length);
        assertThat(RtpHeader.hasExtension(out, 0)).isFalse();
    }

    @Test
    void shouldUseTheTwoByteFormOnlyForLongElementsThatTheReceiverTakes() {
        int[] bytes = new int[2 + 20 + 3];
        bytes[0] = 8;
        bytes[1] = 20;
        bytes[22] = 1;
        bytes[23] = 1;
        byte[] in = RtpPackets.withElements(1, 1, 1, RtpPackets.extension(0x1000, bytes), PAYLOAD);
        byte[] out = new byte[200];
        new ExtensionRewriter(IN, IN, Map.of(), true).rewrite(in, 0, in.length, out, 0);
        int descriptor = HeaderExtensions.find(out, 0, IN, DEPENDENCY_DESCRIPTOR);
        assertThat(HeaderExtensions.lengthAt(out, 0, descriptor)).isEqualTo(20);
        new ExtensionRewriter(IN, IN, Map.of(), false).rewrite(in, 0, in.length, out, 0);
        assertThat(HeaderExtensions.find(out, 0, IN, DEPENDENCY_DESCRIPTOR)).isEqualTo(HeaderExtensions.ABSENT);
        assertThat(HeaderExtensions.find(out, 0, IN, AUDIO_LEVEL)).isPositive();
        assertThat(new ExtensionRewriter(IN, IN, Map.of(), true).rewrite(in, 0, in.length, new byte[20], 0))
                .isEqualTo(ExtensionRewriter.NO_ROOM);
    }

    @Test
    void shouldRefuseIdsThatPacketsCannotCarry() {
        assertThatThrownBy(() -> ExtensionIds.of(Map.of(MID, 15))).hasMessageContaining("15");
        assertThatThrownBy(() -> ExtensionIds.of(Map.of(MID, 3, RID, 3))).hasMessageContaining("used once");
        assertThat(IN.extensionOf(3)).isEqualTo(TRANSPORT_CC);
        assertThat(HeaderExtension.ofUri(MID.uri())).contains(MID);
    }

    @Test
    void shouldKeepTypedValues() {
        byte[] data = new byte[16];
        ExtensionValues.putAbsSendTime(data, 0, 63_500_000_000L);
        int early = ExtensionValues.absSendTime(data, 0);
        ExtensionValues.putAbsSendTime(data, 0, 64_500_000_000L);
        int wrapped = ExtensionValues.absSendTime(data, 0);
        assertThat(ExtensionValues.absSendTimeDifferenceNs(wrapped, early)).isEqualTo(1_000_000_000L);
        assertThat(ExtensionValues.absSendTimeDifferenceNs(early, wrapped)).isEqualTo(-1_000_000_000L);
        ExtensionValues.putPlayoutDelay(data, 0, 100, 40_950);
        assertThat(ExtensionValues.minPlayoutDelayMs(data, 0)).isEqualTo(100);
        assertThat(ExtensionValues.maxPlayoutDelayMs(data, 0)).isEqualTo(40_950);
        ExtensionValues.putAbsCaptureTime(data, 0, -2);
        ExtensionValues.putAbsCaptureOffset(data, 0, -3);
        assertThat(ExtensionValues.absCaptureTimeNtp(data, 0)).isEqualTo(-2);
        assertThat(ExtensionValues.absCaptureOffset(data, 0)).isEqualTo(-3);
        data[0] = 0b1101;
        assertThat(ExtensionValues.rotationDegrees(data, 0)).isEqualTo(90);
        assertThat(ExtensionValues.isFlipped(data, 0)).isTrue();
        assertThat(ExtensionValues.isBackCamera(data, 0)).isTrue();
    }
}
