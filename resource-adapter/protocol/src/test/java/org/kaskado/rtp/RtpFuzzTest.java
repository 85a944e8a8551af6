package org.kaskado.rtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kaskado.rtp.HeaderExtension.AUDIO_LEVEL;
import static org.kaskado.rtp.HeaderExtension.MID;
import static org.kaskado.rtp.HeaderExtension.TRANSPORT_CC;

import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.kaskado.net.Drop;
import org.kaskado.net.PacketBuffer;

class RtpFuzzTest {
    private static final int CASES = 30_000;
    private static final ExtensionIds IDS = ExtensionIds.of(Map.of(AUDIO_LEVEL, 1, TRANSPORT_CC, 3, MID, 4));

    private static byte[] seed(Random random) {
        byte[] extension = random.nextBoolean()
                ? RtpPackets.extension(0xBEDE, 0x10, 0x85, 0, 0x31, 0x12, 0x34, 0x40, '0')
                : RtpPackets.extension(0x1000, 1, 0, 3, 2, 9, 8, 200, 1, 77);
        return RtpPackets.withElements(1, 2, 3, extension, new byte[] {(byte) 0xE0, 1, 2, 3, 111, 6, 7, 8});
    }

    @Test
    void shouldTakeAnyBytesAndKeepWhatItPassesValid() {
        Random random = new Random(11);
        ExtensionRewriter rewriter = new ExtensionRewriter(IDS, IDS, Map.of(TRANSPORT_CC, new byte[2]), true);
        RedBlocks blocks = new RedBlocks();
        byte[] out = new byte[512];
        int passed = 0;
        for (int i = 0; i < CASES; i++) {
            byte[] packet = RtpPackets.damaged(seed(random), random);
            if (RtpHeader.validate(packet, 0, packet.length) != Drop.NONE) {
                continue;
            }
            passed++;
            int length = rewriter.rewrite(packet, 0, packet.length, out, 0);
            if (length != ExtensionRewriter.NO_ROOM) {
                assertThat(RtpHeader.validate(out, 0, length)).isEqualTo(Drop.NONE);
                assertThat(HeaderExtensions.find(out, 0, 3)).isEqualTo(rewriter.position(TRANSPORT_CC));
            }
            int rtx = Rtx.encapsulate(packet, 0, packet.length, out, 0);
            assertThat(RtpHeader.validate(out, 0, rtx)).isEqualTo(Drop.NONE);
            blocks.parse(packet, RtpHeader.payloadOffset(packet, 0), RtpHeader.payloadLength(packet, 0, packet.length));
            Rtx.decapsulate(PacketBuffer.of(packet), 1, 2);
        }
        assertThat(passed).isGreaterThan(CASES / 10);
    }
}
