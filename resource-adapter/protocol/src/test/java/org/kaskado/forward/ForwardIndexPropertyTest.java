package org.kaskado.forward;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kaskado.net.PacketBuffer;
import org.kaskado.payload.PayloadCodec;
import org.kaskado.rtp.ExtensionIds;
import org.kaskado.rtp.HeaderExtension;
import org.kaskado.rtp.RtpHeader;

/**
 * RFC 3711 §9.1: two different packets under one (SSRC, index) reveal both. A million random packets, losses, reorderings,
 * switches, pauses, replacements and NACKs: no index is ever sent with other bytes.
 */
class ForwardIndexPropertyTest {
    private static final int STEPS = 1_000_000;
    private static final int ENCODINGS = 3;
    private static final int HELD = 6;

    private final Vp8Publisher[][] publishers = new Vp8Publisher[2][ENCODINGS];
    private final ForwardSource[] sources = new ForwardSource[2];
    private final PacketBuffer[][] held = new PacketBuffer[2 * ENCODINGS][HELD];
    private long nowNs;
    private int transport;

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldNeverSendAnIndexWithOtherBytes(boolean hasRtx) {
        Random random = new Random(hasRtx ? 11 : 12);
        IndexChecker checker = new IndexChecker();
        ExtensionIds ids = ExtensionIds.of(Map.of(HeaderExtension.ABS_SEND_TIME, 3, HeaderExtension.TRANSPORT_CC, 4));
        for (int index = 0; index < sources.length; index++) {
            sources[index] = new ForwardSource(ForwardSourceConfig.video(PayloadCodec.VP8, ENCODINGS, ids));
            for (int encoding = 0; encoding < ENCODINGS; encoding++) {
                publishers[index][encoding] = new Vp8Publisher(100 + 10L * index + encoding, random);
            }
        }
        ReceiverConfig config = new ReceiverConfig(
                5, hasRtx ? 6 : ReceiverConfig.NO_RTX, 97, ids, true, new byte[0], 0x7FF0, (now, bytes) -> transport++);
        PayloadTypeMap types = PayloadTypeMap.of(Vp8Publisher.PAYLOAD_TYPE, 100);
        ForwardReceiver receiver = sources[0].add(config, types);
        checker.receiver = receiver;
        receiver.select(0, Layers.all(0), checker);
        for (int step = 0; step < STEPS; step++) {
            nowNs += 1_000_000;
            for (ForwardSource source : sources) {
                if (source.deadlineNs() <= nowNs) {
                    source.onTime(nowNs, checker);
                }
            }
            step(random, receiver, types, checker);
        }
        assertThat(checker.packets).isGreaterThan(STEPS / 20);
        assertThat(checker.resent).isGreaterThan(STEPS / 250);
        assertThat(checker.switches).isGreaterThan(STEPS / 1000);
        assertThat(receiver.unfit()).isZero();
    }

    private void step(Random random, ForwardReceiver receiver, PayloadTypeMap types, IndexChecker checker) {
        int choice = random.nextInt(1000);
        if (choice < 900) {
            int source = random.nextInt(8) == 0 ? random.nextInt(2) : receiver.source() == sources[0] ? 0 : 1;
            int encoding = random.nextInt(ENCODINGS);
            send(random, source, encoding, checker);
        } else if (choice < 950) {
            receiver.onNack(nowNs, (int) receiver.nextSequence() - random.nextInt(600), checker);
        } else if (choice < 975) {
            receiver.select(nowNs, new Layers(random.nextInt(ENCODINGS), 0, random.nextInt(4)), checker);
        } else if (choice < 980) {
            receiver.pause(nowNs, checker);
        } else if (choice < 990) {
            receiver.resume(nowNs, checker);
        } else if (choice < 991) {
            receiver.moveTo(nowNs, sources[random.nextInt(2)], types, checker);
        } else {
            publishers[random.nextInt(2)][random.nextInt(ENCODINGS)].wantKeyFrame();
        }
    }

    /** Loses one packet in 50, repeats one in 50, and holds some back for a while. */
    private void send(Random random, int source, int encoding, IndexChecker checker) {
        PacketBuffer packet = publishers[source][encoding].next();
        PacketBuffer[] late = held[source * ENCODINGS + encoding];
        int fate = random.nextInt(50);
        if (fate == 0) {
            return;
        }
        if (fate < 10) {
            int at = random.nextInt(HELD);
            PacketBuffer other = late[at];
            late[at] = packet;
            packet = other;
        }
        if (packet != null) {
            sources[source].onPacket(nowNs, encoding, packet, checker);
            if (fate == 11) {
                sources[source].onPacket(nowNs, encoding, packet, checker);
            }
        }
    }

    private final class IndexChecker implements ForwardOutput {
        private final int[] hashes = new int[2 * STEPS];
        private final int[] rtxHashes = new int[2 * STEPS];
        private ForwardReceiver receiver;
        private long highest = -1;
        private long highestTimestamp = -1;
        private int rtxIndex = 0x7FF0;
        private int packets;
        private int resent;
        private int switches;

        @Override
        public void send(ForwardReceiver to, byte[] data, int offset, int length, int transportSequence) {
            int number = RtpHeader.sequenceNumber(data, offset);
            long index = receiver.nextSequence() - ((receiver.nextSequence() - number) & 0xFFFF);
            check(hashes, (int) index, data, offset, length);
            if (index > highest && highest >= 0) {
                assertThat(index - highest).isLessThan(600);
                long timestamp = RtpHeader.timestamp(data, offset);
                assertThat((int) (timestamp - highestTimestamp)).isGreaterThanOrEqualTo(-3000 * 8);
                highestTimestamp = timestamp;
            }
            highestTimestamp = highest < 0 ? RtpHeader.timestamp(data, offset) : highestTimestamp;
            highest = Math.max(highest, index);
            packets++;
        }

        @Override
        public void resend(ForwardReceiver to, byte[] data, int offset, int length, int transportSequence) {
            resent++;
            if (RtpHeader.ssrc(data, offset) == 6) {
                assertThat(RtpHeader.sequenceNumber(data, offset)).isEqualTo(rtxIndex & 0xFFFF);
                check(rtxHashes, rtxIndex++, data, offset, length);
            } else {
                int number = RtpHeader.sequenceNumber(data, offset);
                long index = receiver.nextSequence() - ((receiver.nextSequence() - number) & 0xFFFF);
                assertThat(hashes[(int) index]).isNotZero();
                check(hashes, (int) index, data, offset, length);
            }
        }

        private void check(int[] known, int index, byte[] data, int offset, int length) {
            int hash = Arrays.hashCode(Arrays.copyOfRange(data, offset, offset + length)) | 1;
            assertThat(known[index] == 0 || known[index] == hash).isTrue();
            known[index] = hash;
        }

        @Override
        public void requestKeyFrame(ForwardSource source, int encoding) {
            publishers[source == sources[0] ? 0 : 1][encoding].wantKeyFrame();
            switches++;
        }

        @Override
        public void wanted(ForwardSource source, int encoding, boolean isWanted) {
            switches++;
        }
    }
}
