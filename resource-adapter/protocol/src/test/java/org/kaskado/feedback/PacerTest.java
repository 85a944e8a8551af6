package org.kaskado.feedback;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.kaskado.net.Drop;
import org.kaskado.net.PacketBuffer;
import org.kaskado.net.PacketPool;

class PacerTest {
    private static final long MS = TimeUnit.MILLISECONDS.toNanos(1);

    private final PacketPool pool = new PacketPool(1_000);

    /** Keeps what left. */
    private static final class Wire implements Pacer.Output {
        final List<Long> notes = new ArrayList<>();
        final List<Integer> clusters = new ArrayList<>();
        int bytes;
        int paddingBytes;
        boolean canPad = true;

        @Override
        public void send(PacketBuffer packet, long note, int cluster) {
            notes.add(note);
            clusters.add(cluster);
            bytes += packet.length();
            packet.release();
        }

        @Override
        public int sendPadding(int wanted, int cluster) {
            paddingBytes += canPad ? wanted : 0;
            return canPad ? wanted : 0;
        }
    }

    private PacketBuffer packet(int bytes) {
        PacketBuffer packet = pool.take();
        assertThat(packet).isNotNull();
        packet.bounds(0, bytes);
        return packet;
    }

    @Test
    void shouldSendInTheSameCallWhileThereIsRoom() {
        Pacer pacer = new Pacer(1_000_000, 64);
        Wire wire = new Wire();
        for (int i = 0; i < 50; i++) {
            assertThat(pacer.enqueue(i * 20 * MS, Pacer.Priority.VIDEO, packet(1_000), i))
                    .isEqualTo(Drop.NONE);
            pacer.onTime(i * 20 * MS, wire);
            assertThat(wire.notes).hasSize(i + 1);
        }
        assertThat(pacer.deadlineNs()).isEqualTo(Pacer.NEVER);
    }

    @Test
    void shouldSpreadAKeyFrameAndLetSoundAndRetransmissionsGoFirst() {
        Pacer pacer = new Pacer(400_000, 64);
        Wire wire = new Wire();
        for (int i = 0; i < 50; i++) {
            pacer.enqueue(0, Pacer.Priority.VIDEO, packet(1_000), i);
        }
        pacer.onTime(0, wire);
        assertThat(wire.notes).hasSizeBetween(1, 3);
        pacer.enqueue(MS, Pacer.Priority.RETRANSMISSION, packet(1_000), 200);
        pacer.enqueue(MS, Pacer.Priority.AUDIO, packet(100), 100);
        int before = wire.notes.size();
        for (long now = MS; now < 100 * MS; now += MS) {
            pacer.onTime(now, wire);
        }
        assertThat(wire.notes.get(before)).isEqualTo(100L);
        assertThat(wire.notes.get(before + 1)).isEqualTo(200L);
        assertThat(wire.bytes).as("at 1 Mbit/s in 100 ms").isBetween(11_000, 15_000);
        for (long now = 100 * MS; now < 600 * MS; now += MS) {
            pacer.onTime(now, wire);
        }
        assertThat(pacer.waiting()).isZero();
        assertThat(pool.inUse()).isZero();
    }

    @Test
    void shouldNeverLetAPacketWaitForLong() {
        Pacer pacer = new Pacer(50_000, 600);
        Wire wire = new Wire();
        for (int i = 0; i < 500; i++) {
            pacer.enqueue(0, Pacer.Priority.VIDEO, packet(1_000), i);
        }
        for (long now = 0; now <= 510 * MS; now += MS) {
            pacer.onTime(now, wire);
        }
        assertThat(pacer.waiting()).isZero();
    }

    @Test
    void shouldProbeAtTheGivenRateWithMediaAndPadding() {
        Pacer pacer = new Pacer(300_000, 64);
        Wire wire = new Wire();
        pacer.enqueue(0, Pacer.Priority.VIDEO, packet(1_000), 1);
        pacer.startProbe(0, new Probe(7, 2_000_000, 5_000, 5));
        long now = 0;
        for (; now < 40 * MS; now += MS) {
            pacer.onTime(now, wire);
        }
        assertThat(wire.clusters).containsExactly(7);
        assertThat(wire.bytes + wire.paddingBytes).isBetween(5_000, 5_400);
        wire.canPad = false;
        pacer.startProbe(now, new Probe(8, 2_000_000, 5_000, 5));
        pacer.onTime(now, wire);
        assertThat(pacer.deadlineNs()).as("a probe without padding ends").isEqualTo(Pacer.NEVER);
    }

    @Test
    void shouldDropAndReleaseWhatDoesNotFit() {
        Pacer pacer = new Pacer(300_000, 16);
        int dropped = 0;
        for (int i = 0; i < 40; i++) {
            dropped += pacer.enqueue(0, Pacer.Priority.VIDEO, packet(1_000), i) == Drop.OVER_BUDGET ? 1 : 0;
        }
        assertThat(dropped).isEqualTo(24);
        assertThat(pool.inUse()).isEqualTo(16);
        pacer.clear();
        assertThat(pool.inUse()).isZero();
    }
}
