package org.kaskado.forward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.kaskado.net.Drop;
import org.kaskado.net.PacketBuffer;
import org.kaskado.net.Wire;
import org.kaskado.payload.CodedFrame;
import org.kaskado.payload.Depacketizer;
import org.kaskado.payload.FrameOutput;
import org.kaskado.payload.PayloadCodec;
import org.kaskado.payload.RtpPayload;
import org.kaskado.rtp.ExtendedSequence;
import org.kaskado.rtp.ExtensionIds;
import org.kaskado.rtp.HeaderExtension;
import org.kaskado.rtp.HeaderExtensions;
import org.kaskado.rtp.RtpHeader;

/** What a viewer sees of simulcast VP8 with three temporal layers. */
class ForwardStreamTest {
    private static final PayloadTypeMap TYPES = PayloadTypeMap.of(Vp8Publisher.PAYLOAD_TYPE, 100);
    private static final long FRAME_NS = 33_000_000;

    private final Random random = new Random(1);
    private final ForwardRecorder out = new ForwardRecorder();
    private final Vp8Publisher[] publishers = {
        new Vp8Publisher(1, random), new Vp8Publisher(2, random), new Vp8Publisher(3, random)
    };
    private final ForwardSource source =
            new ForwardSource(ForwardSourceConfig.video(PayloadCodec.VP8, 3, ExtensionIds.none()));
    private final ForwardReceiver receiver = source.add(ReceiverConfig.plain(77), TYPES);
    private long nowNs;

    @Test
    void shouldGiveOneDecodableStreamWhenEncodingsAndTemporalLayersChange() {
        for (int round = 0; round < 300; round++) {
            receiver.select(nowNs, new Layers(random.nextInt(3), 0, random.nextInt(3)), out);
            frames(1 + random.nextInt(10));
            if (random.nextInt(3) == 0) {
                obeyKeyFrameRequests();
            }
        }
        assertThat(out.sent).hasSizeGreaterThan(1000);
        assertSequenceWithoutGaps();
        Frames frames = depacketize(ForwardStreamTest::inOrder);
        assertThat(frames.lost).isZero();
        assertThat(frames.list.stream().filter(CodedFrame::isKeyFrame).count()).isGreaterThan(30);
        assertTimestampsAdvance(frames);
        assertPictureIdsWithoutGaps();
    }

    @Test
    void shouldKeepTheStreamDecodableWhenTheSourceIsReorderedAndRepeated() {
        receiver.select(nowNs, new Layers(1, 0, 1), out);
        List<PacketBuffer> window = new ArrayList<>();
        for (int count = 0; count < 3000; count++) {
            window.add(publishers[1].next());
            if (count % 97 == 0) {
                publishers[1].wantKeyFrame();
            }
            if (window.size() > 5) {
                PacketBuffer packet = window.remove(random.nextInt(window.size()));
                nowNs += FRAME_NS / 3;
                source.onPacket(nowNs, 1, packet, out);
                if (random.nextInt(10) == 0) {
                    assertThat(source.onPacket(nowNs, 1, packet, out)).isEqualTo(Drop.DUPLICATE);
                }
            }
        }
        Frames frames = depacketize(list -> list.stream()
                .sorted(Comparator.comparingLong(RtpPayload::sequence))
                .toList());
        assertThat(frames.list).hasSizeGreaterThan(400);
        assertThat(frames.lost).isLessThanOrEqualTo(2);
    }

    @Test
    void shouldMergeKeyFrameRequestsAndRepeatThemUntilOneComes() {
        List<ForwardReceiver> others = new ArrayList<>();
        for (int index = 0; index < 20; index++) {
            others.add(source.add(ReceiverConfig.plain(100 + index), TYPES));
        }
        others.forEach(other -> other.select(nowNs, Layers.all(2), out));
        assertThat(out.keyFrames).containsExactly(2);
        assertThat(source.deadlineNs()).isEqualTo(ForwardSourceConfig.KEY_FRAME_INTERVAL_NS);
        nowNs = source.deadlineNs();
        source.onTime(nowNs, out);
        assertThat(out.keyFrames).containsExactly(2, 2);
        source.onPacket(nowNs, 2, publishers[2].next(), out);
        assertThat(out.sent).hasSize(20);
        assertThat(source.deadlineNs()).isEqualTo(ForwardSource.NEVER);
    }

    @Test
    void shouldSayWhichEncodingsNobodyWants() {
        receiver.select(nowNs, Layers.all(0), out);
        frames(1);
        receiver.select(nowNs, Layers.all(2), out);
        publishers[2].wantKeyFrame();
        frames(1);
        receiver.pause(nowNs, out);
        assertThat(out.wanted).containsExactly("+0", "+2", "-0", "-2");
    }

    @Test
    void shouldSendNothingWhilePausedAndGoOnAtAKeyFrameWithoutAGap() {
        receiver.select(nowNs, Layers.all(0), out);
        frames(10);
        receiver.pause(nowNs, out);
        int sent = out.sent.size();
        frames(10);
        assertThat(out.sent).hasSize(sent);
        receiver.resume(nowNs, out);
        frames(5);
        assertThat(out.sent).hasSize(sent);
        obeyKeyFrameRequests();
        frames(5);
        assertThat(out.sent).hasSizeGreaterThan(sent);
        assertSequenceWithoutGaps();
        assertThat(depacketize(ForwardStreamTest::inOrder).lost).isZero();
    }

    @Test
    void shouldGoOnWithAnotherSource() {
        ForwardSource other = new ForwardSource(ForwardSourceConfig.video(PayloadCodec.VP8, 1, ExtensionIds.none()));
        receiver.select(nowNs, Layers.all(0), out);
        frames(20);
        receiver.moveTo(nowNs, other, TYPES, out);
        assertThat(source.receivers()).isZero();
        Vp8Publisher publisher = new Vp8Publisher(9, random);
        for (int count = 0; count < 50; count++) {
            nowNs += FRAME_NS;
            other.onPacket(nowNs, 0, publisher.next(), out);
        }
        assertSequenceWithoutGaps();
        Frames frames = depacketize(ForwardStreamTest::inOrder);
        assertThat(frames.lost).isZero();
        assertTimestampsAdvance(frames);
    }

    @Test
    void shouldStartAnewWhenThePublisherDoes() {
        receiver.select(nowNs, Layers.all(0), out);
        frames(300);
        int sent = out.sent.size();
        Vp8Publisher again = new Vp8Publisher(1, random);
        byte[] first = again.next().toByteArray();
        byte[] last = publishers[0].next().toByteArray();
        int step = RtpHeader.sequenceNumber(first, 0) - RtpHeader.sequenceNumber(last, 0);
        for (int count = 0; count < 200; count++) {
            PacketBuffer packet = again.next();
            Wire.put16(packet.array(), 2, RtpHeader.sequenceNumber(packet.array(), 0) - step - 1500);
            if (count > 70 && again.isBetweenFrames() && count % 20 == 0) {
                again.wantKeyFrame();
            }
            source.onPacket(nowNs, 0, packet, out);
        }
        assertThat(out.sent).hasSizeGreaterThan(sent + 50);
        assertSequenceWithoutGaps();
    }

    @Test
    void shouldFillTheHoleOfALatePacketThatIsNotWanted() {
        receiver.select(nowNs, new Layers(0, 0, 0), out);
        frames(1);
        while (publishers[0].temporalLayer() != 0 || !publishers[0].isBetweenFrames()) {
            source.onPacket(nowNs, 0, publishers[0].next(), out);
        }
        PacketBuffer late = publishers[0].next();
        while (publishers[0].temporalLayer() != 0) {
            source.onPacket(nowNs, 0, publishers[0].next(), out);
        }
        source.onPacket(nowNs, 0, publishers[0].next(), out);
        out.sent.clear();
        // its number was kept free; the frame it belongs to is not wanted
        assertThat(late.array()[17] & 0xC0).isNotZero();
        source.onPacket(nowNs, 0, late, out);
        assertThat(out.sent).hasSize(1);
        byte[] filler = out.sent.get(0).data();
        assertThat(RtpHeader.validate(filler, 0, filler.length)).isEqualTo(Drop.NONE);
        assertThat(RtpHeader.payloadLength(filler, 0, filler.length)).isZero();
    }

    @Test
    void shouldCatchUpWithPacketsThatOvertookTheKeyFrame() {
        receiver.select(nowNs, Layers.all(0), out);
        List<PacketBuffer> packets = new ArrayList<>();
        do {
            packets.add(publishers[0].next());
        } while (packets.size() < 4);
        for (int index = 1; index < packets.size(); index++) {
            source.onPacket(nowNs, 0, packets.get(index), out);
        }
        assertThat(out.sent).isEmpty();
        source.onPacket(nowNs, 0, packets.get(0), out);
        assertThat(out.sent).hasSize(4);
        assertSequenceWithoutGaps();
    }

    @Test
    void shouldAnswerANackWithTheSameBytesAndNoneTwiceWithinARoundTrip() {
        ExtensionIds ids = ExtensionIds.of(Map.of(HeaderExtension.ABS_SEND_TIME, 3, HeaderExtension.TRANSPORT_CC, 4));
        int[] transport = {65_530};
        ForwardReceiver nacked = source.add(
                new ReceiverConfig(
                        5, ReceiverConfig.NO_RTX, 0, ids, false, new byte[0], 100, (now, bytes) -> transport[0]++),
                TYPES);
        nacked.select(nowNs, Layers.all(0), out);
        frames(30);
        ForwardRecorder.Sent sent = out.sent.get(10);
        int number = RtpHeader.sequenceNumber(sent.data(), 0);
        int at = HeaderExtensions.find(sent.data(), 0, 4);
        assertThat(Wire.get16(sent.data(), at)).isEqualTo(sent.transportSequence());
        nowNs += 5_000_000;
        assertThat(nacked.onNack(nowNs, number, out)).isTrue();
        assertThat(nacked.onNack(nowNs + 1, number, out)).isFalse();
        assertThat(out.resent).hasSize(1);
        assertThat(out.resent.get(0).data()).isEqualTo(sent.data());
        assertThat(out.resent.get(0).transportSequence()).isEqualTo(ForwardOutput.NO_TRANSPORT_SEQUENCE);
        assertThat(nacked.onNack(nowNs, number - 20, out)).isFalse();
    }

    @Test
    void shouldAnswerANackInRtxForm() {
        ForwardReceiver nacked =
                source.add(new ReceiverConfig(5, 6, 97, ExtensionIds.none(), false, new byte[0], 100, null), TYPES);
        nacked.select(nowNs, Layers.all(0), out);
        frames(30);
        byte[] sent = out.sent.get(10).data();
        assertThat(nacked.onNack(nowNs, RtpHeader.sequenceNumber(sent, 0), out)).isTrue();
        byte[] rtx = out.resent.get(0).data();
        assertThat(RtpHeader.ssrc(rtx, 0)).isEqualTo(6);
        assertThat(RtpHeader.payloadType(rtx, 0)).isEqualTo(97);
        assertThat(RtpHeader.sequenceNumber(rtx, 0)).isEqualTo(100);
        assertThat(Wire.get16(rtx, 12)).isEqualTo(RtpHeader.sequenceNumber(sent, 0));
        assertThat(nacked.probe(nowNs, 500, out)).isGreaterThanOrEqualTo(500);
    }

    @Test
    void shouldAlignEncodingsByTheirSenderReports() {
        receiver.select(nowNs, Layers.all(0), out);
        frames(10);
        byte[] last = out.sent.get(out.sent.size() - 1).data();
        // encoding 1 shows the same moment: 1 s after NTP 10 s
        source.onSenderReport(nowNs, 0, 10L << 32, publishers[0].timestamp() - 90_000);
        source.onSenderReport(nowNs, 1, 11L << 32, publishers[1].timestamp());
        receiver.select(nowNs, Layers.all(1), out);
        publishers[1].wantKeyFrame();
        nowNs += 200_000_000;
        while (!publishers[1].isBetweenFrames()) {
            source.onPacket(nowNs, 1, publishers[1].next(), out);
        }
        int before = out.sent.size();
        source.onPacket(nowNs, 1, publishers[1].next(), out);
        byte[] switched = out.sent.get(before).data();
        assertThat(RtpHeader.timestamp(switched, 0) - RtpHeader.timestamp(last, 0) & 0xFFFF_FFFFL)
                .isEqualTo(3000);
        ForwardReport report = receiver.report(nowNs);
        assertThat(report).isNotNull();
        assertThat(report.ntp() >>> 32).isEqualTo(11);
        assertThat(report.rtpTimestamp() - RtpHeader.timestamp(last, 0) & 0xFFFF_FFFFL)
                .isEqualTo(18_000);
    }

    @Test
    void shouldGiveAllPacketsBackWhenClosed() {
        PacketBuffer packet = publishers[0].next();
        source.onPacket(nowNs, 0, packet, out);
        packet.release();
        source.close();
        assertThatThrownBy(packet::release).isInstanceOf(IllegalStateException.class);
    }

    /** Sends frames of all encodings, whole ones by turns, so that no switch cuts a frame. */
    private void frames(int count) {
        for (int frame = 0; frame < count; frame++) {
            nowNs += FRAME_NS;
            for (int encoding = 0; encoding < publishers.length; encoding++) {
                do {
                    source.onPacket(nowNs, encoding, publishers[encoding].next(), out);
                } while (!publishers[encoding].isBetweenFrames());
            }
        }
    }

    private void obeyKeyFrameRequests() {
        out.keyFrames.forEach(encoding -> publishers[encoding].wantKeyFrame());
        out.keyFrames.clear();
    }

    private void assertSequenceWithoutGaps() {
        int expected = RtpHeader.sequenceNumber(out.sent.get(0).data(), 0);
        for (ForwardRecorder.Sent sent : out.sent) {
            assertThat(RtpHeader.sequenceNumber(sent.data(), 0)).isEqualTo(expected & 0xFFFF);
            assertThat(RtpHeader.ssrc(sent.data(), 0)).isEqualTo(77);
            expected++;
        }
    }

    private void assertPictureIdsWithoutGaps() {
        int last = -1;
        for (ForwardRecorder.Sent sent : out.sent) {
            int id = Wire.get16(sent.data(), 14) & 0x7FFF;
            assertThat(last < 0 || id == last || id == (last + 1 & 0x7FFF)).isTrue();
            last = id;
        }
    }

    private static void assertTimestampsAdvance(Frames frames) {
        for (int index = 1; index < frames.list.size(); index++) {
            long step = frames.list.get(index).rtpTimestamp()
                    - frames.list.get(index - 1).rtpTimestamp();
            assertThat((int) step).isPositive();
        }
    }

    private static List<RtpPayload> inOrder(List<RtpPayload> packets) {
        return packets;
    }

    private static final class Frames implements FrameOutput {
        private final List<CodedFrame> list = new ArrayList<>();
        private int lost;

        @Override
        public void frame(CodedFrame frame) {
            list.add(frame);
        }

        @Override
        public void frameLost(long rtpTimestamp) {
            lost++;
        }

        @Override
        public void keyFrameNeeded() {
            lost++;
        }
    }

    private Frames depacketize(UnaryOperator<List<RtpPayload>> order) {
        ExtendedSequence sequence = new ExtendedSequence();
        List<RtpPayload> packets = new ArrayList<>();
        for (ForwardRecorder.Sent sent : out.sent) {
            byte[] data = sent.data();
            packets.add(new RtpPayload(
                    sequence.update(RtpHeader.sequenceNumber(data, 0)),
                    RtpHeader.timestamp(data, 0),
                    RtpHeader.isMarked(data, 0),
                    data,
                    RtpHeader.payloadOffset(data, 0),
                    RtpHeader.payloadLength(data, 0, data.length)));
        }
        Frames frames = new Frames();
        Depacketizer depacketizer = Depacketizer.of(PayloadCodec.VP8);
        order.apply(packets).forEach(packet -> depacketizer.onPacket(packet, frames));
        return frames;
    }
}
