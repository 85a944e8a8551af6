package org.kaskado.forward;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.kaskado.net.Drop;
import org.kaskado.net.PacketBuffer;
import org.kaskado.net.Wire;
import org.kaskado.payload.PayloadCodec;
import org.kaskado.rtp.ExtensionIds;
import org.kaskado.rtp.HeaderExtension;
import org.kaskado.rtp.HeaderExtensions;
import org.kaskado.rtp.RtpHeader;

/** Forwarding of what is not simulcast VP8: layers within one stream, audio, extensions, hostile packets. */
class ForwardCodecsTest {
    private static final PayloadTypeMap TYPES = PayloadTypeMap.of(98, 99);

    private final ForwardRecorder out = new ForwardRecorder();
    private int sequence = 65_530;

    @Test
    void shouldEndPicturesAtTheHighestLayerThatIsForwarded() {
        ForwardSource source = new ForwardSource(ForwardSourceConfig.video(PayloadCodec.VP9, 1, ExtensionIds.none()));
        ForwardReceiver receiver = source.add(ReceiverConfig.plain(1), TYPES);
        receiver.select(0, new Layers(0, 1, 0), out);
        for (int picture = 0; picture < 6; picture++) {
            for (int layer = 0; layer < 3; layer++) {
                source.onPacket(picture, 0, vp9(picture, layer, picture == 0), out);
            }
        }
        assertThat(out.sent).hasSize(12);
        for (int index = 0; index < 12; index++) {
            byte[] data = out.sent.get(index).data();
            assertThat(RtpHeader.isMarked(data, 0)).isEqualTo(index % 2 == 1);
            assertThat(RtpHeader.sequenceNumber(data, 0)).isEqualTo(index);
        }
        assertThat(out.keyFrames).containsExactly(0);
    }

    @Test
    void shouldAddASpatialLayerAtAKeyPictureAndTakeItAwayAtOnce() {
        ForwardSource source = new ForwardSource(ForwardSourceConfig.video(PayloadCodec.VP9, 1, ExtensionIds.none()));
        ForwardReceiver receiver = source.add(ReceiverConfig.plain(1), TYPES);
        receiver.select(0, new Layers(0, 0, 0), out);
        picture(source, 0, true);
        receiver.select(1, new Layers(0, 2, 0), out);
        picture(source, 1, false);
        assertThat(out.sent).hasSize(2);
        picture(source, 2, true);
        assertThat(out.sent).hasSize(5);
        assertThat(receiver.current()).isEqualTo(new Layers(0, 2, 0));
        receiver.select(3, new Layers(0, 1, 0), out);
        picture(source, 3, false);
        assertThat(out.sent).hasSize(7);
    }

    private void picture(ForwardSource source, int picture, boolean isKey) {
        for (int layer = 0; layer < 3; layer++) {
            source.onPacket(picture, 0, vp9(picture, layer, isKey), out);
        }
    }

    @Test
    void shouldRewriteFrameNumbersOfDependencyDescriptors() {
        ExtensionIds incoming = ExtensionIds.of(Map.of(HeaderExtension.DEPENDENCY_DESCRIPTOR, 12));
        ExtensionIds outgoing = ExtensionIds.of(Map.of(HeaderExtension.DEPENDENCY_DESCRIPTOR, 8));
        ForwardSource source = new ForwardSource(ForwardSourceConfig.video(PayloadCodec.AV1, 2, incoming));
        ForwardReceiver receiver = source.add(
                new ReceiverConfig(1, ReceiverConfig.NO_RTX, 0, outgoing, true, new byte[0], 0, null), TYPES);
        receiver.select(0, Layers.all(0), out);
        // one layer: structure present, one template, one target (switch), no references, no chains, no sizes
        byte[] structure = HexFormat.of().parseHex("c0" + "0000" + "8000e000");
        for (int frame = 0; frame < 3; frame++) {
            byte[] descriptor = frame == 0 ? structure : new byte[] {(byte) 0xC0, 0, 0};
            source.onPacket(frame, 0, av1(descriptor, 100 + frame), out);
        }
        receiver.select(4, Layers.all(1), out);
        source.onPacket(5, 1, av1(structure, 7000), out);
        source.onPacket(6, 1, av1(new byte[] {(byte) 0xC0, 0, 0}, 7001), out);
        assertThat(out.sent).hasSize(5);
        for (int index = 0; index < 5; index++) {
            byte[] data = out.sent.get(index).data();
            int at = HeaderExtensions.find(data, 0, 8);
            assertThat(Wire.get16(data, at + 1)).isEqualTo(100 + index);
        }
    }

    @Test
    void shouldForwardAudioWithItsTelephoneEventsAndLeaveOtherPayloadTypesOut() {
        ForwardSource source = new ForwardSource(ForwardSourceConfig.audio(PayloadCodec.OPUS, ExtensionIds.none()));
        ForwardReceiver receiver = source.add(ReceiverConfig.plain(1), PayloadTypeMap.of(Map.of(111, 109, 126, 101)));
        receiver.select(0, Layers.all(0), out);
        int[] types = {111, 126, 13, 111};
        for (int type : types) {
            source.onPacket(0, 0, packet(type, 1, new byte[0], "fc01"), out);
        }
        assertThat(out.sent.stream().map(sent -> RtpHeader.payloadType(sent.data(), 0)))
                .containsExactly(109, 101, 109);
        assertThat(out.sent.stream().map(sent -> RtpHeader.sequenceNumber(sent.data(), 0)))
                .containsExactly(0, 1, 2);
        assertThat(out.keyFrames).isEmpty();
        assertThat(source.deadlineNs()).isEqualTo(ForwardSource.NEVER);
    }

    @Test
    void shouldGiveExtensionsTheReceiversIdsAndItsOwnMid() {
        ExtensionIds incoming = ExtensionIds.of(
                Map.of(HeaderExtension.AUDIO_LEVEL, 1, HeaderExtension.MID, 4, HeaderExtension.ABS_CAPTURE_TIME, 5));
        ExtensionIds outgoing = ExtensionIds.of(Map.of(HeaderExtension.AUDIO_LEVEL, 3, HeaderExtension.MID, 9));
        ForwardSource source = new ForwardSource(ForwardSourceConfig.audio(PayloadCodec.OPUS, incoming));
        byte[] mid = {'v', '7'};
        ForwardReceiver receiver =
                source.add(new ReceiverConfig(1, ReceiverConfig.NO_RTX, 0, outgoing, false, mid, 0, null), TYPES);
        receiver.select(0, Layers.all(0), out);
        byte[] elements = {0x10, 0x55, 0x40, 'a', 0x57, 1, 2, 3, 4, 5, 6, 7, 8, 0, 0, 0};
        source.onPacket(0, 0, packet(98, 1, elements, "fc01"), out);
        byte[] data = out.sent.get(0).data();
        assertThat(data[HeaderExtensions.find(data, 0, 3)]).isEqualTo((byte) 0x55);
        int at = HeaderExtensions.find(data, 0, 9);
        assertThat(Arrays.copyOfRange(data, at, at + 2)).isEqualTo(mid);
        assertThat(HeaderExtensions.find(data, 0, 5)).isEqualTo(HeaderExtensions.ABSENT);
    }

    /** Mutated and random packets on every codec: no exception, valid packets out. */
    @Test
    void shouldSurviveAnyPacket() {
        Random random = new Random(4);
        ExtensionIds ids = ExtensionIds.of(Map.of(
                HeaderExtension.DEPENDENCY_DESCRIPTOR, 12, HeaderExtension.MID, 1, HeaderExtension.TRANSPORT_CC, 2));
        for (PayloadCodec codec : PayloadCodec.values()) {
            ForwardSource source = new ForwardSource(ForwardSourceConfig.video(codec, 2, ids));
            ForwardReceiver receiver =
                    source.add(new ReceiverConfig(1, 2, 96, ids, true, new byte[] {'0'}, 0, (now, bytes) -> 7), TYPES);
            receiver.select(0, Layers.all(1), out);
            for (int round = 0; round < 4000; round++) {
                byte[] bytes = hostile(random);
                Drop drop = source.onPacket(round, random.nextInt(2), PacketBuffer.of(bytes), out);
                assertThat(drop).isNotNull();
                receiver.onNack(round * 1_000_000L, random.nextInt(1 << 16), out);
                if (round % 100 == 0) {
                    receiver.select(round, Layers.all(random.nextInt(2)), out);
                }
            }
            assertThat(List.of(out.sent, out.resent))
                    .allSatisfy(list -> assertThat(list)
                            .allMatch(sent -> RtpHeader.validate(sent.data(), 0, sent.data().length) == Drop.NONE));
            out.sent.clear();
            out.resent.clear();
        }
    }

    private byte[] hostile(Random random) {
        byte[] payload = new byte[1 + random.nextInt(30)];
        random.nextBytes(payload);
        byte[] elements = new byte[4 * random.nextInt(6)];
        random.nextBytes(elements);
        byte[] bytes = packet(98, random.nextInt(5), elements, HexFormat.of().formatHex(payload))
                .toByteArray();
        if (random.nextInt(3) == 0) {
            bytes[random.nextInt(Math.min(bytes.length, 20))] = (byte) random.nextInt(256);
        }
        if (random.nextInt(20) == 0) {
            sequence += random.nextInt(70_000);
        }
        return random.nextInt(10) == 0 ? Arrays.copyOf(bytes, random.nextInt(bytes.length)) : bytes;
    }

    private PacketBuffer vp9(int picture, int layer, boolean isKey) {
        int flags = 0x80 | (isKey ? 0 : 0x40) | 0x20 | 0x0C;
        String hex = HexFormat.of().formatHex(new byte[] {
            (byte) flags, (byte) picture, (byte) (layer << 1 | (layer > 0 ? 1 : 0)), (byte) picture, 1, 2, 3
        });
        PacketBuffer buffer = packet(98, picture * 3000L, new byte[0], hex);
        RtpHeader.setMarked(buffer.array(), 0, layer == 2);
        return buffer;
    }

    private PacketBuffer av1(byte[] descriptor, int frameNumber) {
        byte[] elements = new byte[(descriptor.length + 1 + 3) / 4 * 4];
        elements[0] = (byte) (12 << 4 | (descriptor.length - 1));
        System.arraycopy(descriptor, 0, elements, 1, descriptor.length);
        Wire.put16(elements, 2, frameNumber);
        return packet(98, frameNumber * 3000L, elements, "100a0b0c");
    }

    private PacketBuffer packet(int type, long timestamp, byte[] elements, String payload) {
        byte[] body = HexFormat.of().parseHex(payload);
        int header = elements.length == 0 ? 12 : 16 + elements.length;
        byte[] bytes = new byte[header + body.length];
        RtpHeader.begin(bytes, 0);
        RtpHeader.setPayloadType(bytes, 0, type);
        RtpHeader.setSequenceNumber(bytes, 0, sequence++);
        RtpHeader.setTimestamp(bytes, 0, timestamp);
        if (elements.length > 0) {
            bytes[0] |= 0x10;
            Wire.put16(bytes, 12, 0xBEDE);
            Wire.put16(bytes, 14, elements.length / 4);
            System.arraycopy(elements, 0, bytes, 16, elements.length);
        }
        System.arraycopy(body, 0, bytes, header, body.length);
        return PacketBuffer.of(bytes);
    }
}
