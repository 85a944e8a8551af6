package org.kaskado.feedback;

import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.kaskado.net.Drop;
import org.kaskado.net.PacketBuffer;

/**
 * Spreads what is sent to one receiver: packets leave as a leaky bucket lets them, sound first, then retransmissions, then
 * video; padding fills bursts of a {@link Probe} when media is missing. While the bucket is empty packets leave in the call
 * that enqueues them. Holds one reference of each waiting packet; allocates nothing per packet.
 */
public final class Pacer {
    /** No time is wanted. */
    public static final long NEVER = Long.MAX_VALUE;

    /** What leaves first. */
    public enum Priority {
        AUDIO(0),
        RETRANSMISSION(1),
        VIDEO(2);

        private final int index;

        Priority(int index) {
            this.index = index;
        }
    }

    private static final int QUEUES = 3;
    private static final long NS_PER_SECOND = TimeUnit.SECONDS.toNanos(1);
    /** What may leave at once: a burst of 5 ms. */
    private static final long BURST_NS = TimeUnit.MILLISECONDS.toNanos(5);
    /** What waits longer is sent faster. */
    private static final long MAX_WAIT_NS = TimeUnit.MILLISECONDS.toNanos(500);

    private static final double PACING_FACTOR = 2.5;
    private static final int PROBE_PADDING_BYTES = 240;
    private static final int MAX_STEPS_PER_TURN = 256;

    private final PacketQueue[] queues = new PacketQueue[QUEUES];
    private double rateBps;
    private double debtBytes;
    private long updatedNs = Long.MIN_VALUE;
    private @Nullable Probe probe;
    private int probeBytes;
    private int probePackets;
    private long probeStartNs;

    /** Where packets go. */
    public interface Output {
        /**
         * Send this now.
         *
         * @param packet <em>given away</em>: the sender releases it
         * @param note as it was enqueued
         * @param cluster of the probe that it is part of, or {@link TwccHistory#NO_CLUSTER}
         */
        void send(PacketBuffer packet, long note, int cluster);

        /**
         * Send padding now, of about so many bytes, for a probe.
         *
         * @return the bytes that were sent; 0 when this session cannot, which ends the probe
         */
        int sendPadding(int bytes, int cluster);
    }

    /**
     * @param targetBps as the estimator starts, above 0
     * @param maxPackets that wait, per priority, 16 to 8192
     */
    public Pacer(long targetBps, int maxPackets) {
        for (int i = 0; i < QUEUES; i++) {
            queues[i] = new PacketQueue(maxPackets);
        }
        setTargetBps(targetBps);
    }

    /** Sets the estimate; the bucket leaks 2.5 times as fast, so that a key frame does not wait for long. */
    public void setTargetBps(long targetBps) {
        if (targetBps <= 0) {
            throw new IllegalArgumentException("the target must be above 0 bit/s, not " + targetBps);
        }
        rateBps = targetBps * PACING_FACTOR;
    }

    /**
     * Sends a packet now or later. <em>Takes</em> the reference in any case.
     *
     * @param note comes back with the packet
     * @return {@link Drop#OVER_BUDGET} when too many wait: the packet was released
     */
    public Drop enqueue(long nowNs, Priority priority, PacketBuffer packet, long note) {
        return queues[priority.index].add(nowNs, packet, note) ? Drop.NONE : Drop.OVER_BUDGET;
    }

    /** Begins a burst; one that is under way ends. */
    public void startProbe(long nowNs, Probe newProbe) {
        probe = newProbe;
        probeBytes = 0;
        probePackets = 0;
        probeStartNs = nowNs;
    }

    /** Sends what may leave now; call it after {@link #enqueue}, once for all packets of a turn, and when time is due. */
    public void onTime(long nowNs, Output out) {
        leak(nowNs);
        for (int steps = 0; steps < MAX_STEPS_PER_TURN && nowNs >= deadlineNs(); steps++) {
            PacketQueue queue = firstQueue();
            int bytes = queue == null ? sendPadding(out) : send(queue, out);
            if (bytes == 0) {
                probe = null;
                continue;
            }
            debtBytes += bytes;
            countProbe(bytes);
        }
    }

    /** When {@link #onTime} is wanted, or {@link #NEVER}. */
    public long deadlineNs() {
        Probe running = probe;
        if (running != null) {
            return probeStartNs + (long) (probeBytes * 8.0 * NS_PER_SECOND / running.rateBps());
        }
        PacketQueue queue = firstQueue();
        if (queue == null) {
            return NEVER;
        }
        if (queue == queues[Priority.AUDIO.index] || updatedNs == Long.MIN_VALUE) {
            return Long.MIN_VALUE;
        }
        double waitNs = debtBytes * 8 * NS_PER_SECOND / rateBps - BURST_NS;
        return Math.min(updatedNs + Math.max(0, (long) waitNs), queue.oldestNs() + MAX_WAIT_NS);
    }

    /** Packets that wait. */
    public int waiting() {
        int waiting = 0;
        for (PacketQueue queue : queues) {
            waiting += queue.size();
        }
        return waiting;
    }

    /** Releases everything that waits. */
    public void clear() {
        for (PacketQueue queue : queues) {
            queue.clear();
        }
        probe = null;
    }

    private int send(PacketQueue queue, Output out) {
        long note = queue.firstNote();
        PacketBuffer packet = queue.remove();
        int bytes = packet.length();
        out.send(packet, note, cluster());
        return Math.max(1, bytes);
    }

    private int sendPadding(Output out) {
        return out.sendPadding(PROBE_PADDING_BYTES, cluster());
    }

    private void countProbe(int bytes) {
        Probe running = probe;
        if (running != null) {
            probeBytes += bytes;
            probePackets++;
            if (probeBytes >= running.minBytes() && probePackets >= running.minPackets()) {
                probe = null;
            }
        }
    }

    private int cluster() {
        Probe running = probe;
        return running == null ? TwccHistory.NO_CLUSTER : running.cluster();
    }

    private void leak(long nowNs) {
        if (updatedNs != Long.MIN_VALUE) {
            debtBytes = Math.max(0, debtBytes - (nowNs - updatedNs) * rateBps / 8 / NS_PER_SECOND);
        }
        updatedNs = nowNs;
    }

    private @Nullable PacketQueue firstQueue() {
        for (PacketQueue queue : queues) {
            if (queue.size() > 0) {
                return queue;
            }
        }
        return null;
    }
}
