package org.kaskado.feedback;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.LongUnaryOperator;
import org.kaskado.net.PacketBuffer;
import org.kaskado.net.PacketPool;
import org.kaskado.rtcp.Twcc;

/**
 * A sender with estimator and pacer, a link of limited rate with a queue of 300 ms, loss and jitter, and a receiver that
 * sends transport-wide feedback; in virtual time of 1 ms steps.
 */
final class VirtualBottleneck {
    static final long MS = TimeUnit.MILLISECONDS.toNanos(1);

    private static final long ONE_WAY_NS = 25 * MS;
    private static final double QUEUE_SECONDS = 0.3;
    private static final int PACKET_BYTES = 1_100;

    private final LongUnaryOperator capacityAtMs;
    private final Random random;
    private final PacketPool pool = new PacketPool(20_000);
    private final BandwidthEstimator estimator;
    private final Pacer pacer;
    private final TwccReceiver receiver = new TwccReceiver(1);
    private final PriorityQueue<long[]> link = new PriorityQueue<>(Comparator.comparingLong(packet -> packet[0]));
    private final ArrayDeque<Object[]> feedback = new ArrayDeque<>();
    private final List<Long> targets = new ArrayList<>();
    private double loss;
    private long jitterNs;
    private boolean reorders;
    private double linkFreeNs;
    private long lastArrivalNs;
    private double frameCredit;
    private long nowNs;

    private final BandwidthEstimator.Output actions = new BandwidthEstimator.Output() {
        @Override
        public void targetChanged(long targetBps) {
            pacer().setTargetBps(targetBps);
        }

        @Override
        public void probe(Probe probe) {
            pacer().startProbe(nowNs, probe);
        }
    };

    private final Pacer.Output wire = new Pacer.Output() {
        @Override
        public void send(PacketBuffer packet, long note, int cluster) {
            transmit(packet.length(), cluster);
            packet.release();
        }

        @Override
        public int sendPadding(int bytes, int cluster) {
            transmit(bytes, cluster);
            return bytes;
        }
    };

    VirtualBottleneck(EstimatorConfig config, long seed, LongUnaryOperator capacityAtMs) {
        this.capacityAtMs = capacityAtMs;
        this.random = new Random(seed);
        this.estimator = new BandwidthEstimator(config);
        this.pacer = new Pacer(config.startBps(), 4_000);
    }

    VirtualBottleneck loss(double share) {
        loss = share;
        return this;
    }

    VirtualBottleneck jitter(long plusMinusMs, boolean mayReorder) {
        jitterNs = plusMinusMs * MS;
        reorders = mayReorder;
        return this;
    }

    boolean hasJitter() {
        return jitterNs > 0;
    }

    private Pacer pacer() {
        return pacer;
    }

    /** Runs on; the targets of all ms so far are in {@link #targets}. */
    VirtualBottleneck run(int seconds) {
        for (long end = nowNs + seconds * 1_000L * MS; nowNs < end; nowNs += MS) {
            arrive();
            receiver.onTime(nowNs, twcc -> feedback.add(new Object[] {nowNs + ONE_WAY_NS, twcc}));
            takeFeedback();
            if (nowNs / MS % 33 == 0) {
                frame();
            }
            pacer.onTime(nowNs, wire);
            targets.add(estimator.targetBps());
        }
        return this;
    }

    private void frame() {
        frameCredit += estimator.targetBps() * 0.033 / 8 * (0.8 + 0.4 * random.nextDouble());
        while (frameCredit > PACKET_BYTES / 2.0) {
            PacketBuffer packet = pool.take();
            if (packet == null) {
                return;
            }
            packet.bounds(0, (int) Math.min(PACKET_BYTES, frameCredit));
            frameCredit -= packet.length();
            pacer.enqueue(nowNs, Pacer.Priority.VIDEO, packet, 0);
        }
    }

    private void transmit(int bytes, int cluster) {
        int sequence = estimator.onSent(nowNs, bytes, cluster);
        double capacity = capacityAtMs.applyAsLong(nowNs / MS);
        double start = Math.max(linkFreeNs, nowNs);
        if (start - nowNs > QUEUE_SECONDS * 1e9 || random.nextDouble() < loss) {
            return;
        }
        linkFreeNs = start + bytes * 8e9 / capacity;
        long noise = jitterNs == 0 ? 0 : (long) (random.nextDouble() * 2 * jitterNs);
        long arrival = (long) linkFreeNs + ONE_WAY_NS + noise;
        if (!reorders) {
            arrival = Math.max(arrival, lastArrivalNs);
        }
        lastArrivalNs = Math.max(lastArrivalNs, arrival);
        link.add(new long[] {arrival, sequence});
    }

    private void arrive() {
        while (!link.isEmpty() && link.element()[0] <= nowNs) {
            long[] packet = link.remove();
            receiver.onPacket(packet[0], (int) packet[1], 9);
        }
    }

    private void takeFeedback() {
        while (!feedback.isEmpty() && (long) feedback.element()[0] <= nowNs) {
            estimator.setRttNs(2 * ONE_WAY_NS + jitterNs);
            estimator.onTwcc(nowNs, (Twcc) feedback.remove()[1], actions);
        }
    }

    /** Mean target between two times. */
    double meanBps(int fromSecond, int toSecond) {
        return targets.subList(fromSecond * 1_000, toSecond * 1_000).stream()
                .mapToLong(Long::longValue)
                .average()
                .orElseThrow();
    }

    /** Longest time in ms for which the target was above a rate, from a time on. */
    int longestAboveMs(double bps, int fromSecond) {
        int longest = 0;
        int current = 0;
        for (long target : targets.subList(fromSecond * 1_000, targets.size())) {
            current = target > bps ? current + 1 : 0;
            longest = Math.max(longest, current);
        }
        return longest;
    }

    /** Targets in kbit/s, one per half second. */
    String history() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < targets.size(); i += 500) {
            text.append(targets.get(i) / 1_000).append(' ');
        }
        return text.toString();
    }
}
