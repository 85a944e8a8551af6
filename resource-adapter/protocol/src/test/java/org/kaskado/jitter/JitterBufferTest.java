package org.kaskado.jitter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.kaskado.net.Drop;
import org.kaskado.net.PacketBuffer;
import org.kaskado.net.PacketPool;
import org.kaskado.rtp.RtpHeader;

class JitterBufferTest {
    private static final long MS = TimeUnit.MILLISECONDS.toNanos(1);

    private final PacketPool pool = new PacketPool(5_000);

    /** Keeps what came out, and releases it. */
    private static final class Played implements JitterOutput {
        final List<Long> sequences = new ArrayList<>();
        final List<Long> timestamps = new ArrayList<>();
        final List<Long> atNs = new ArrayList<>();
        long missing;
        long nowNs;

        @Override
        public void packet(PacketBuffer packet, long sequence, long timestamp) {
            sequences.add(sequence);
            timestamps.add(timestamp);
            atNs.add(nowNs);
            packet.release();
        }

        @Override
        public void gap(long firstSequence, long packets) {
            missing += packets;
        }
    }

    private PacketBuffer packet(int number, long timestamp) {
        PacketBuffer packet = pool.take();
        assertThat(packet).isNotNull();
        packet.bounds(0, 50);
        RtpHeader.begin(packet.array(), 0);
        RtpHeader.setSequenceNumber(packet.array(), 0, number);
        RtpHeader.setTimestamp(packet.array(), 0, timestamp);
        return packet;
    }

    @Test
    void shouldPassAnOrderlyStreamAtOnce() {
        JitterBuffer buffer = new JitterBuffer(JitterConfig.audio(48_000));
        Played played = new Played();
        for (int i = 0; i < 1_000; i++) {
            assertThat(buffer.onPacket(i * 20 * MS, packet(65_500 + i, i * 960L), played))
                    .isEqualTo(Drop.NONE);
            assertThat(played.sequences).hasSize(i + 1);
            assertThat(buffer.deadlineNs()).isEqualTo(JitterBuffer.NEVER);
        }
        assertThat(played.sequences).isSorted().doesNotHaveDuplicates();
        assertThat(pool.inUse()).isZero();
    }

    @Test
    void shouldWaitForAMissingPacketAndReportItWhenItDoesNotCome() {
        JitterBuffer buffer = new JitterBuffer(JitterConfig.video());
        Played played = new Played();
        buffer.onPacket(0, packet(1, 0), played);
        buffer.onPacket(MS, packet(3, 0), played);
        assertThat(played.sequences).hasSize(1);
        buffer.onPacket(5 * MS, packet(2, 0), played);
        assertThat(played.sequences).hasSize(3);
        buffer.onPacket(6 * MS, packet(5, 0), played);
        assertThat(buffer.onPacket(7 * MS, packet(5, 0), played)).isEqualTo(Drop.DUPLICATE);
        assertThat(buffer.deadlineNs()).isBetween(20 * MS, 30 * MS);
        buffer.onTime(buffer.deadlineNs(), played);
        assertThat(played.missing).isEqualTo(1);
        assertThat(played.sequences).hasSize(4);
        assertThat(buffer.onPacket(40 * MS, packet(4, 0), played)).isEqualTo(Drop.LATE);
        assertThat(pool.inUse()).isZero();
    }

    @Test
    void shouldLearnToWaitForRetransmissions() {
        JitterBuffer buffer = new JitterBuffer(JitterConfig.video());
        Played played = new Played();
        Random random = new Random(2);
        PriorityQueue<long[]> network = new PriorityQueue<>((a, b) -> Long.compare(a[0], b[0]));
        for (int i = 0; i < 10_000; i++) {
            long sent = i * 5L * MS;
            long delay = random.nextInt(20) == 0 && i > 0 ? 150 * MS : random.nextInt(10) * MS;
            network.add(new long[] {sent + delay, i});
        }
        while (!network.isEmpty()) {
            long[] arrival = network.remove();
            buffer.onTime(arrival[0], played);
            buffer.onPacket(arrival[0], packet((int) arrival[1], arrival[1] * 450), played);
        }
        buffer.flush(played);
        assertThat(buffer.targetDelayNs()).isBetween(140 * MS, 200 * MS);
        assertThat(played.missing).as("only until it has learnt").isLessThan(10);
        assertThat(played.sequences).isSorted();
        assertThat(played.sequences.size() + played.missing).isEqualTo(10_000);
        assertThat(pool.inUse()).isZero();
    }

    @Test
    void shouldPaceByTheMediaClock() {
        JitterBuffer buffer = new JitterBuffer(new JitterConfig(48_000, 40 * MS, 300 * MS, 256, true));
        Played played = new Played();
        Random random = new Random(2);
        int next = 0;
        long arrival = 0;
        for (long now = 0; now < 20_000 * MS; now += MS) {
            played.nowNs = now;
            while (next < 900 && arrival <= now) {
                buffer.onPacket(now, packet(next, next * 960L), played);
                next++;
                arrival = Math.max(arrival, next * 20 * MS + random.nextInt(30) * MS);
            }
            buffer.onTime(now, played);
        }
        assertThat(played.sequences).hasSize(900);
        for (int i = 200; i < 900; i++) {
            assertThat(played.atNs.get(i) - played.atNs.get(i - 1)).isBetween(15 * MS, 25 * MS);
        }
    }

    @Test
    void shouldStayBoundedAndBalancedWhateverComes() {
        JitterBuffer buffer = new JitterBuffer(new JitterConfig(90_000, 0, 100 * MS, 64, false));
        Played played = new Played();
        Random random = new Random(9);
        int number = 0;
        long now = 0;
        for (int i = 0; i < 50_000; i++) {
            now += random.nextInt(4) * MS;
            number += random.nextInt(200) == 0 ? random.nextInt(65_536) : random.nextInt(5) - 1;
            buffer.onTime(now, played);
            buffer.onPacket(now, packet(number & 0xFFFF, random.nextInt()), played);
            assertThat(buffer.size()).isLessThanOrEqualTo(64).isEqualTo(pool.inUse());
        }
        assertThat(played.sequences).isSorted().doesNotHaveDuplicates();
        assertThat(played.sequences).hasSizeGreaterThan(20_000);
        buffer.clear();
        assertThat(pool.inUse()).isZero();
    }
}
