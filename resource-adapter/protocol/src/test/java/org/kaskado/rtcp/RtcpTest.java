package org.kaskado.rtcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.kaskado.net.Drop;
import org.kaskado.net.WireWriter;

class RtcpTest {
    static final ReportBlock BLOCK = new ReportBlock(0xFFFF_FFFEL, 128, -5, 0x0002_8001L, 77, 0x9ABC_DEF0L, 65_536);
    static final List<RtcpPacket> ALL_RECORDS = List.of(
            new SenderReport(1, 0xE000_0000_8000_0000L, 90_000, 10, 12_000, List.of(BLOCK)),
            new ReceiverReport(2, List.of(BLOCK, BLOCK)),
            SourceDescription.of(3, "kaskado"),
            new Pli(4, 5),
            new Fir(6, List.of(new Fir.Entry(7, 255), new Fir.Entry(8, 0))),
            new Remb(9, 1_000_000, List.of(10L, 0xFFFF_FFFFL)),
            new ExtendedReport(11, 0x0123_4567_89AB_CDEFL, List.of(new ExtendedReport.Dlrr(12, 13, 14))),
            new Bye(List.of(15L, 16L), "done"));

    private static List<RtcpPacket> read(byte[] compound) {
        RecordingRtcpHandler handler = new RecordingRtcpHandler();
        assertThat(Rtcp.parse(compound, 0, compound.length, handler)).isEqualTo(Drop.NONE);
        return handler.packets;
    }

    @Test
    void shouldReadBackACompoundOfEveryKind() {
        byte[] compound = Rtcp.write(ALL_RECORDS);
        assertThat(compound.length % 4).isZero();
        assertThat(Rtcp.validateHeader(compound, 0, compound.length)).isEqualTo(Drop.NONE);
        assertThat(Rtcp.senderSsrc(compound, 0)).isEqualTo(1);
        assertThat(read(compound)).isEqualTo(ALL_RECORDS);
    }

    @Test
    void shouldReadWhatChromeSends() {
        // RR without blocks, then a REMB of 2 Mbit/s for one source, laid out by hand from the draft
        byte[] bytes =
                HexFormat.of().parseHex("80c9000100000001" + "8fce00050000000100000000" + "52454d42010f42400000002a");
        List<RtcpPacket> packets = read(bytes);
        assertThat(packets).hasSize(2);
        assertThat(packets.get(1)).isEqualTo(new Remb(1, 0x34240L << 3, List.of(42L)));
    }

    @Test
    void shouldPackMissingPacketsIntoMasksAcrossTheWrap() {
        Nack nack = new Nack(1, 2, 0xFFFE, 0xFFFF, 0, 13, 15, 16, 100);
        byte[] bytes = Rtcp.write(List.of(nack));
        assertThat(bytes).hasSize(12 + 3 * 4);
        Nack read = (Nack) read(bytes).get(0);
        assertThat(read.mediaSsrc()).isEqualTo(2);
        int[] missing = new int[read.count()];
        Arrays.setAll(missing, read::sequenceNumber);
        assertThat(missing).containsExactly(0xFFFE, 0xFFFF, 0, 13, 15, 16, 100);
    }

    @Test
    void shouldReadTheGoodPacketsAroundABrokenOne() {
        byte[] broken = Rtcp.write(List.of(new Pli(1, 2), new Fir(3, List.of(new Fir.Entry(4, 5))), new Pli(6, 7)));
        broken[12 + 1] = (byte) Rtcp.SENDER_REPORT;
        RecordingRtcpHandler handler = new RecordingRtcpHandler();
        assertThat(Rtcp.parse(broken, 0, broken.length, handler)).isEqualTo(Drop.MALFORMED);
        assertThat(handler.packets).containsExactly(new Pli(1, 2), new Pli(6, 7));
    }

    @Test
    void shouldSkipUnknownTypesAndPaddingAndRefuseOtherVersions() {
        byte[] app = HexFormat.of().parseHex("80cc00020000000161626364");
        assertThat(read(app)).isEmpty();
        byte[] padded = HexFormat.of().parseHex("a1ce0003" + "00000001" + "00000002" + "00000004");
        assertThat(read(padded)).containsExactly(new Pli(1, 2));
        padded[0] = 0x61;
        assertThat(Rtcp.parse(padded, 0, padded.length, new RecordingRtcpHandler()))
                .isEqualTo(Drop.BAD_VERSION);
        assertThat(Rtcp.parse(padded, 0, 0, new RecordingRtcpHandler())).isEqualTo(Drop.MALFORMED);
    }

    @Test
    void shouldReadBackFeedbackOfAnyShape() {
        Random random = new Random(5);
        for (int round = 0; round < 2_000; round++) {
            int[] deltas = new int[1 + random.nextInt(random.nextInt(10) == 0 ? 900 : 60)];
            int kind = random.nextInt(5);
            for (int i = 0; i < deltas.length; i++) {
                deltas[i] = delta(kind == 4 ? random.nextInt(4) : kind, random);
            }
            Twcc twcc = new Twcc(new Twcc.Start(1, 2, random.nextInt(65_536), -7, 200), deltas);
            WireWriter out = new WireWriter(4_000);
            twcc.writeTo(out);
            Twcc read = (Twcc) read(out.toByteArray()).get(0);
            assertThat(read.baseSequence()).isEqualTo(twcc.baseSequence());
            assertThat(read.referenceTime()).isEqualTo(-7);
            assertThat(read.feedbackCount()).isEqualTo(200);
            int[] back = new int[read.count()];
            Arrays.setAll(back, read::delta);
            assertThat(back).isEqualTo(deltas);
        }
    }

    private static int delta(int kind, Random random) {
        return switch (kind) {
            case 0 -> Twcc.NOT_RECEIVED;
            case 1 -> random.nextInt(256);
            case 2 -> -1 - random.nextInt(32_768);
            default -> random.nextInt(5) == 0 ? 300 : random.nextInt(256);
        };
    }

    @Test
    void shouldReadAFeedbackWrittenByHandFromTheDraft() {
        // base 5, 7 packets, reference 3 (192 ms), count 9: two-bit vector 1 2 0 1 0 0 1, deltas 4, -2, 255, 1
        byte[] bytes = HexFormat.of()
                .parseHex(
                        "8fcd0006" + "00000001" + "00000002" + "00050007" + "00000309" + "d8410" + "4fffeff" + "0100");
        Twcc twcc = (Twcc) read(bytes).get(0);
        assertThat(twcc.count()).isEqualTo(7);
        assertThat(twcc.delta(0)).isEqualTo(4);
        assertThat(twcc.delta(1)).isEqualTo(-2);
        assertThat(twcc.isReceived(2)).isFalse();
        assertThat(twcc.delta(3)).isEqualTo(255);
        assertThat(twcc.isReceived(4)).isFalse();
        assertThat(twcc.delta(6)).isEqualTo(1);
    }

    @Test
    void shouldRefuseValuesThatDoNotFit() {
        assertThatThrownBy(() -> new Twcc(new Twcc.Start(1, 1, 1, 1, 1), new int[] {40_000}))
                .hasMessageContaining("40000");
        assertThatThrownBy(() -> new Bye(Collections.nCopies(32, 1L), "")).hasMessageContaining("32");
        Remb huge = new Remb(1, Long.MAX_VALUE, List.of());
        assertThat(((Remb) read(Rtcp.write(List.of(huge))).get(0)).bitrateBps()).isGreaterThan(1L << 62);
    }
}
