package org.kaskado.payload;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.kaskado.net.Drop;

class PayloadRoundTripTest {
    private static final int FRAMES = 60;
    private static final int GROUP = 10;

    static Stream<PayloadCodec> video() {
        return Stream.of(PayloadCodec.values()).filter(PayloadCodec::isVideo);
    }

    @ParameterizedTest
    @EnumSource(PayloadCodec.class)
    void shouldGiveBackEveryFrameWhenNothingIsLost(PayloadCodec codec) {
        List<byte[]> frames = new ArrayList<>();
        PayloadStream stream = stream(codec, frames, 1);
        FrameRecorder out = depacketize(codec, stream.packets);
        assertThat(out.frames).extracting(CodedFrame::data).containsExactlyElementsOf(frames);
        assertThat(out.frames).noneMatch(CodedFrame::isDiscontinuous);
        assertThat(out.frames.get(0).isKeyFrame()).isTrue();
        assertThat(out.lost).isEmpty();
        assertThat(stream.packets).allMatch(packet -> packet.length() <= PacketizerConfig.MAX_PAYLOAD_BYTES);
        if (codec.isVideo()) {
            assertThat(out.frames.stream().filter(CodedFrame::isKeyFrame)).hasSize(FRAMES / GROUP);
        }
    }

    @ParameterizedTest
    @MethodSource("video")
    void shouldGiveOnlyWholeFramesWithTheirReferencesWhenPacketsAreLost(PayloadCodec codec) {
        List<byte[]> frames = new ArrayList<>();
        PayloadStream stream = stream(codec, frames, 2);
        for (int seed = 0; seed < 20; seed++) {
            Random random = new Random(seed);
            FrameRecorder out = new FrameRecorder();
            Depacketizer depacketizer = Depacketizer.of(codec);
            boolean[] isWhole = new boolean[FRAMES];
            Arrays.fill(isWhole, true);
            for (RtpPayload packet : stream.packets) {
                if (random.nextInt(20) == 0) {
                    isWhole[frameOf(packet)] = false;
                } else {
                    depacketizer.onPacket(packet, out);
                }
            }
            assertThat(out.frames).extracting(CodedFrame::rtpTimestamp).containsExactlyElementsOf(decodable(isWhole));
            assertThat(out.frames)
                    .allMatch(frame -> Arrays.equals(
                            frame.data(), frames.get((int) ((frame.rtpTimestamp() - 90_000) / PayloadStream.TICKS))));
        }
    }

    private static List<Long> decodable(boolean[] isWhole) {
        List<Long> timestamps = new ArrayList<>();
        boolean flows = false;
        for (int frame = 0; frame < isWhole.length; frame++) {
            flows = isWhole[frame] && (flows || frame % GROUP == 0);
            if (flows) {
                timestamps.add(90_000 + frame * PayloadStream.TICKS);
            }
        }
        return timestamps;
    }

    @ParameterizedTest
    @MethodSource("video")
    void shouldAskForAKeyFrameWhenItBeginsInTheMiddle(PayloadCodec codec) {
        PayloadStream stream = stream(codec, new ArrayList<>(), 3);
        List<RtpPayload> tail =
                stream.packets.stream().filter(packet -> frameOf(packet) > 3).toList();
        FrameRecorder out = depacketize(codec, tail);
        assertThat(out.keyFramesNeeded).isEqualTo(GROUP - 4);
        assertThat(out.frames.get(0).isKeyFrame()).isTrue();
        assertThat(out.frames).hasSize(FRAMES - GROUP);
    }

    @Test
    void shouldDropAFrameThatGrowsBeyondItsCap() {
        PayloadStream stream = new PayloadStream(Packetizer.of(PayloadCodec.VP8));
        Random random = new Random(4);
        stream.add(TestFrames.of(PayloadCodec.VP8, true, 9_000, random), true);
        stream.add(TestFrames.of(PayloadCodec.VP8, true, 5_000, random), true);
        Depacketizer depacketizer = Depacketizer.of(PayloadCodec.VP8, 6_000);
        FrameRecorder out = new FrameRecorder();
        List<Drop> drops = stream.packets.stream()
                .map(packet -> depacketizer.onPacket(packet, out))
                .toList();
        assertThat(drops).contains(Drop.TOO_LONG);
        assertThat(out.frames).hasSize(1);
        assertThat(out.frames.get(0).data()).hasSize(5_000);
        assertThat(out.lost).containsExactly(90_000L);
    }

    @Test
    void shouldPutRememberedParameterSetsBeforeAKeyFrameWithoutThem() {
        Packetizer packetizer = Packetizer.of(PayloadCodec.H264);
        byte[] first = {0, 0, 0, 1, 0x67, 1, 2, 3, 0, 0, 1, 0x68, 4, 5, 0, 0, 1, 0x65, (byte) 0x88, 9};
        byte[] second = {0, 0, 1, 0x65, (byte) 0x88, 7};
        PayloadStream stream = new PayloadStream(packetizer).add(first, true).add(second, true);
        FrameRecorder out = depacketize(PayloadCodec.H264, stream.packets);
        byte[] expected = {0, 0, 0, 1, 0x67, 1, 2, 3, 0, 0, 0, 1, 0x68, 4, 5, 0, 0, 0, 1, 0x65, (byte) 0x88, 7};
        assertThat(out.frames.get(1).data()).isEqualTo(expected);
        // the receiving side does the same for senders that do not
        FrameRecorder other = new FrameRecorder();
        Depacketizer depacketizer = Depacketizer.of(PayloadCodec.H264);
        depacketizer.onPacket(stream.packets.get(0), other);
        depacketizer.onPacket(new RtpPayload(1, 7, true, second, 3, 3), other);
        assertThat(other.frames.get(1).data()).isEqualTo(expected);
    }

    @Test
    void shouldRefuseALargeUnitInMode0() {
        Packetizer packetizer = Packetizer.of(PayloadCodec.H264, new PacketizerConfig(1200, 0, true, 0));
        Random random = new Random(5);
        PayloadStream none =
                new PayloadStream(packetizer).add(TestFrames.of(PayloadCodec.H264, true, 2000, random), true);
        assertThat(none.packets).isEmpty();
        PayloadStream some =
                new PayloadStream(packetizer).add(TestFrames.of(PayloadCodec.H264, true, 1000, random), true);
        assertThat(some.packets).hasSize(4).allMatch(packet -> H264Nal.type(packet.get8(0)) < H264Nal.STAP_A);
    }

    @Test
    void shouldJoinTheLayersOfAVp9PictureByASuperframeIndex() {
        byte[] lower = {
            (byte) (Vp9Descriptor.I | Vp9Descriptor.L | Vp9Descriptor.F | Vp9Descriptor.B | Vp9Descriptor.E),
            5,
            0,
            11,
            12,
            13
        };
        byte[] upper = lower.clone();
        upper[2] = 1 << 1;
        Depacketizer depacketizer = Depacketizer.of(PayloadCodec.VP9);
        FrameRecorder out = new FrameRecorder();
        depacketizer.onPacket(new RtpPayload(1, 0, false, lower, 0, 6), out);
        depacketizer.onPacket(new RtpPayload(2, 0, true, upper, 0, 6), out);
        byte marker = (byte) 0b1101_1001;
        assertThat(out.frames.get(0).data())
                .containsExactly(11, 12, 13, 11, 12, 13, marker, 3, 0, 0, 0, 3, 0, 0, 0, marker);
        assertThat(out.frames.get(0).isKeyFrame()).isTrue();
    }

    @Test
    void shouldGoOnAfterALossInAnUpperTemporalLayer() {
        Depacketizer depacketizer = Depacketizer.of(PayloadCodec.VP8);
        FrameRecorder out = new FrameRecorder();
        // TID 0, 1, 0, 1, 0: the second is lost; the fourth needs it or may need it
        int[] layers = {0, 1, 0, 1, 0};
        int tl0 = 0;
        for (int index = 0; index < layers.length; index++) {
            tl0 += layers[index] == 0 ? 1 : 0;
            byte[] payload = {(byte) 0x90, (byte) 0xE0, (byte) index, (byte) tl0, (byte) (layers[index] << 6), 0};
            payload[5] = (byte) (index == 0 ? 0 : 1);
            if (index != 1) {
                depacketizer.onPacket(new RtpPayload(index, index, true, payload, 0, 6), out);
            }
        }
        assertThat(out.frames).extracting(CodedFrame::rtpTimestamp).containsExactly(0L, 2L, 4L);
        assertThat(out.keyFramesNeeded).isZero();
    }

    private static PayloadStream stream(PayloadCodec codec, List<byte[]> frames, int seed) {
        Random random = new Random(seed);
        PayloadStream stream = new PayloadStream(Packetizer.of(codec));
        for (int index = 0; index < FRAMES; index++) {
            boolean isKeyFrame = index % GROUP == 0;
            int size = codec.isVideo() ? (isKeyFrame ? 6000 : 200) + random.nextInt(3000) : 40 + random.nextInt(100);
            byte[] frame = TestFrames.of(codec, isKeyFrame, size, random);
            frames.add(frame);
            stream.add(frame, isKeyFrame);
        }
        return stream;
    }

    private static FrameRecorder depacketize(PayloadCodec codec, List<RtpPayload> packets) {
        FrameRecorder out = new FrameRecorder();
        Depacketizer depacketizer = Depacketizer.of(codec);
        packets.forEach(packet -> depacketizer.onPacket(packet, out));
        return out;
    }

    private static int frameOf(RtpPayload packet) {
        return (int) ((packet.timestamp() - 90_000) / PayloadStream.TICKS);
    }
}
