package org.kaskado.feedback;

import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Decides when to probe and reads the results: two bursts at the start, further ones as long as each shows room, one every
 * few seconds while nothing speaks against it, so that a path that has become wider is found in time.
 */
final class Prober {
    private static final long MIN_INTERVAL_NS = TimeUnit.SECONDS.toNanos(3);
    private static final long CALM_NS = TimeUnit.SECONDS.toNanos(2);
    private static final long TIMEOUT_NS = TimeUnit.SECONDS.toNanos(1);
    private static final long BURST_NS = TimeUnit.MILLISECONDS.toNanos(20);
    private static final int MIN_PACKETS = 6;
    private static final double FIRST_FACTOR = 3;
    private static final double FACTOR = 2;
    /** A burst that brought so much of its rate is followed by a faster one. */
    private static final double FURTHER = 0.7;
    /** Of the burst's packets so many must come for a result. */
    private static final double MIN_RECEIVED = 0.8;
    /** Below it the burst filled the path, and its rate is not taken whole. */
    private static final double UNSATURATED = 0.9;

    private static final double SATURATED_SHARE = 0.9;
    private static final int MAX_CLUSTER = 32_767;

    private final EstimatorConfig config;
    private int cluster;
    private long rateBps;
    private int expectedBytes;
    private long startedNs = Long.MIN_VALUE;
    private boolean waits;
    private int bytes;
    private int packets;
    private long firstSentNs;
    private long lastSentNs;
    private int lastSentBytes;
    private long firstArrivalNs;
    private long lastArrivalNs;
    private int firstArrivalBytes;
    private double resultBps;

    Prober(EstimatorConfig config) {
        this.config = config;
    }

    /** The burst to send now, or null. */
    @Nullable
    Probe next(long nowNs, long targetBps, long reducedNs) {
        if (waits && nowNs - startedNs < TIMEOUT_NS) {
            return null;
        }
        waits = false;
        if (startedNs == Long.MIN_VALUE) {
            return start(nowNs, FIRST_FACTOR * targetBps);
        }
        boolean calm = reducedNs == Long.MIN_VALUE || nowNs - reducedNs >= CALM_NS;
        if (resultBps > FURTHER * rateBps && rateBps < config.maxBps()) {
            double further = FACTOR * resultBps;
            resultBps = 0;
            return start(nowNs, further);
        }
        resultBps = 0;
        if (calm && nowNs - startedNs >= MIN_INTERVAL_NS && targetBps < config.maxBps()) {
            return start(nowNs, FACTOR * targetBps);
        }
        return null;
    }

    private Probe start(long nowNs, double wantedBps) {
        cluster = cluster == MAX_CLUSTER ? 1 : cluster + 1;
        rateBps = (long) config.clamp(wantedBps);
        expectedBytes = (int) Math.max(MIN_PACKETS * 200L, rateBps / 8 * BURST_NS / TimeUnit.SECONDS.toNanos(1));
        startedNs = nowNs;
        waits = true;
        bytes = 0;
        packets = 0;
        return new Probe(cluster, rateBps, expectedBytes, MIN_PACKETS);
    }

    /** Takes a packet that arrived; answers the rate that its burst has shown, once it is known, else 0. */
    double onPacket(long sentNs, long arrivalNs, int size, int packetCluster) {
        if (packetCluster != cluster || !waits) {
            return 0;
        }
        if (packets == 0) {
            firstSentNs = sentNs;
            lastSentNs = sentNs;
            firstArrivalNs = arrivalNs;
            lastArrivalNs = arrivalNs;
            firstArrivalBytes = size;
            lastSentBytes = size;
        }
        if (sentNs >= lastSentNs) {
            lastSentNs = sentNs;
            lastSentBytes = size;
        }
        if (arrivalNs < firstArrivalNs) {
            firstArrivalNs = arrivalNs;
            firstArrivalBytes = size;
        }
        lastArrivalNs = Math.max(lastArrivalNs, arrivalNs);
        packets++;
        bytes += size;
        if (packets < MIN_PACKETS * MIN_RECEIVED || bytes < expectedBytes * MIN_RECEIVED) {
            return 0;
        }
        return result();
    }

    private double result() {
        long sendNs = lastSentNs - firstSentNs;
        long receiveNs = lastArrivalNs - firstArrivalNs;
        if (sendNs <= 0 || receiveNs <= 0) {
            return 0;
        }
        waits = false;
        double sendBps = (bytes - lastSentBytes) * 8e9 / sendNs;
        double receiveBps = (bytes - firstArrivalBytes) * 8e9 / receiveNs;
        if (receiveBps > 2 * sendBps) {
            return 0;
        }
        resultBps = Math.min(sendBps, receiveBps);
        return receiveBps < UNSATURATED * sendBps ? SATURATED_SHARE * receiveBps : resultBps;
    }
}
