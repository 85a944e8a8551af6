package org.kaskado.feedback;

import java.util.concurrent.TimeUnit;
import org.kaskado.rtcp.Twcc;

/**
 * How much one receiver's path carries (draft-ietf-rmcat-gcc-02, send side): the least of what delay, loss and the
 * receiver's own REMB allow, raised by probes. One per transport that sends. Without transport-wide feedback the REMB
 * alone decides. Wants no timer: feedback drives it.
 */
public final class BandwidthEstimator {
    private static final long REMB_VALID_NS = TimeUnit.SECONDS.toNanos(10);
    private static final long DEFAULT_RTT_NS = TimeUnit.MILLISECONDS.toNanos(100);
    /** Shorter waits are noise. */
    private static final long SHORT_WAIT_NS = TimeUnit.MILLISECONDS.toNanos(10);

    /** Longer waits hurt a conversation. */
    private static final long LONG_WAIT_NS = TimeUnit.MILLISECONDS.toNanos(100);

    /** With more noise a burst's arrival tells nothing. */
    private static final long MAX_PROBE_NOISE_NS = TimeUnit.MILLISECONDS.toNanos(12);

    private static final long PROBE_GRACE_NS = TimeUnit.MILLISECONDS.toNanos(250);

    private final EstimatorConfig config;
    private final TwccHistory history = new TwccHistory();
    private final TwccHistory.Output results = this::onResult;
    private final AckedBitrate acked = new AckedBitrate();
    private final DelayTrend trend = new DelayTrend();
    private final StandingQueue queue = new StandingQueue();
    private final RateControl rate;
    private final LossControl loss;
    private final Prober prober;
    private long rttNs = DEFAULT_RTT_NS;
    private long rembBps = Long.MAX_VALUE;
    private long rembNs = Long.MIN_VALUE;
    private long feedbackNs = Long.MIN_VALUE;
    private double probedBps;
    private boolean overused;
    private long probeSeenNs = Long.MIN_VALUE;
    private long targetBps;

    /** What the estimate wants done. */
    public interface Output {
        /** The estimate is another, in bit/s. */
        void targetChanged(long targetBps);

        /** Send this burst, of media or padding, with its cluster in {@link BandwidthEstimator#onSent}. */
        void probe(Probe probe);
    }

    public BandwidthEstimator(EstimatorConfig config) {
        this.config = config;
        this.rate = new RateControl(config);
        this.loss = new LossControl(config);
        this.prober = new Prober(config);
        this.targetBps = config.startBps();
    }

    /**
     * Records a packet as it is sent.
     *
     * @param bytes on the wire
     * @param cluster of the probe it belongs to, or {@link TwccHistory#NO_CLUSTER}
     * @return the transport-wide sequence number to write into it
     */
    public int onSent(long nowNs, int bytes, int cluster) {
        return history.onSent(nowNs, bytes, cluster);
    }

    /** Takes the receiver's feedback. */
    public void onTwcc(long nowNs, Twcc twcc, Output out) {
        feedbackNs = nowNs;
        probedBps = 0;
        overused = false;
        history.onFeedback(twcc, results);
        DelayTrend.Usage usage = usage(nowNs);
        rate.onUsage(nowNs, usage, queue.waitNs() < shortWaitNs(), acked.bps(), rttNs);
        loss.onFeedback(nowNs, targetBps, rttNs, rate.reducedNs());
        boolean readable = queue.noiseNs() < MAX_PROBE_NOISE_NS;
        if (probedBps > rate.bps() && usage != DelayTrend.Usage.OVERUSE && readable) {
            rate.setBps(probedBps);
            loss.raiseTo(probedBps);
        }
        update(nowNs, out);
        Probe probe = prober.next(nowNs, targetBps, rate.reducedNs());
        if (probe != null) {
            out.probe(probe);
        }
    }

    private void onResult(long sentNs, long arrivalNs, int bytes, int cluster) {
        loss.onPacket(arrivalNs == TwccHistory.LOST);
        if (arrivalNs == TwccHistory.LOST) {
            return;
        }
        acked.onPacket(arrivalNs, bytes);
        trend.onPacket(sentNs, arrivalNs);
        queue.onPacket(sentNs, arrivalNs);
        overused |= trend.usage() == DelayTrend.Usage.OVERUSE;
        if (cluster != TwccHistory.NO_CLUSTER) {
            probeSeenNs = feedbackNs;
            probedBps = Math.max(probedBps, prober.onPacket(sentNs, arrivalNs, bytes, cluster));
        }
    }

    /** Takes the receiver's own estimate; it caps ours for 10 s. */
    public void onRemb(long nowNs, long bitrateBps, Output out) {
        rembBps = bitrateBps;
        rembNs = nowNs;
        update(nowNs, out);
    }

    /** Sets the round trip, as measured. */
    public void setRttNs(long newRttNs) {
        if (newRttNs > 0) {
            rttNs = newRttNs;
        }
    }

    /** bit/s that may be sent to this receiver, all streams together. */
    public long targetBps() {
        return targetBps;
    }

    /** bit/s that came through lately; 0 when it is not known. */
    public long ackedBps() {
        return acked.bps();
    }

    /** Loss of the last half second, 0 to 1. */
    public double lossFraction() {
        return loss.lastLoss();
    }

    /** What the receiver says itself (REMB), bit/s; 0 when it has not said so lately. */
    public long receiverLimitBps(long nowNs) {
        return isCapped(nowNs) ? rembBps : 0;
    }

    /** Whether the receiver has told anything yet. */
    public boolean hasFeedback() {
        return feedbackNs != Long.MIN_VALUE || rembNs != Long.MIN_VALUE;
    }

    /** Bytes on the way. */
    public long inFlightBytes() {
        return history.inFlightBytes();
    }

    /**
     * The trend's word, checked against the queue: a rising trend without a queue is noise, a long queue is overuse whatever
     * the trend, and the little queue that a probe of ours has made is none.
     */
    private DelayTrend.Usage usage(long nowNs) {
        long waitNs = queue.waitNs();
        if (waitNs > LONG_WAIT_NS + queue.noiseNs()) {
            return DelayTrend.Usage.OVERUSE;
        }
        boolean rising = overused || trend.usage() == DelayTrend.Usage.OVERUSE;
        if (!rising) {
            return trend.usage();
        }
        boolean probed = probeSeenNs != Long.MIN_VALUE && nowNs - probeSeenNs < PROBE_GRACE_NS;
        return probed || waitNs < shortWaitNs() ? DelayTrend.Usage.NORMAL : DelayTrend.Usage.OVERUSE;
    }

    private long shortWaitNs() {
        return SHORT_WAIT_NS + queue.noiseNs() / 2;
    }

    private boolean isCapped(long nowNs) {
        return rembNs != Long.MIN_VALUE && nowNs - rembNs < REMB_VALID_NS;
    }

    private void update(long nowNs, Output out) {
        boolean capped = isCapped(nowNs);
        long own = feedbackNs == Long.MIN_VALUE && capped ? config.maxBps() : Math.min(rate.bps(), loss.limitBps());
        long target = Math.max(config.minBps(), capped ? Math.min(own, rembBps) : own);
        if (target != targetBps) {
            targetBps = target;
            out.targetChanged(target);
        }
    }
}
