package org.kaskado.forward;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.kaskado.feedback.BandwidthEstimator;
import org.kaskado.feedback.EstimatorConfig;
import org.kaskado.feedback.Probe;
import org.kaskado.feedback.TwccHistory;
import org.kaskado.rtcp.Twcc;

/**
 * How much one viewer's transport carries, and what is made of it: numbers for its packets, their history, the estimate, the
 * layers of its video tracks, and probes out of packets that were sent before.
 *
 * <p>A viewer that has told nothing of its path gets all layers; of simulcast it gets a low encoding first if it is going to
 * tell. More than its tracks could use is not looked for. Packets are not paced: they leave in the call that
 * received them, spread as the publisher's pacer sent them, so that a viewer needs neither a queue nor a timer. What makes
 * bursts of its own, a probe, is spread over its time.
 */
public final class ViewerBandwidth implements TransportSequence {
    /** No time is wanted. */
    public static final long NEVER = Long.MAX_VALUE;

    /** SRTP tag, UDP and IPv4 headers. */
    private static final int OVERHEAD_BYTES = 16 + 8 + 20;

    private static final long SHARE_INTERVAL_NS = TimeUnit.MILLISECONDS.toNanos(250);
    /** So many times what the tracks could use is enough: a step up wants some room. */
    private static final double ENOUGH = 1.5;

    private static final int PROBE_STEP_BYTES = 600;
    private static final int MAX_STEPS_PER_TURN = 16;

    private final BandwidthEstimator estimator;
    private final LayerChoice choice = new LayerChoice(LayerChoiceConfig.neverPausing());
    private final List<Track> tracks = new ArrayList<>();
    private final Outputs outputs = new Outputs();
    private final Wishes wishes = new Wishes();
    private long sharedNs = Long.MIN_VALUE / 2;
    private @Nullable Probe probe;
    private int probeBytes;
    private int probePackets;
    private long probeStartNs;

    /** @param layers null for sound, which comes first and has no layers */
    private record Track(
            ForwardReceiver receiver,
            ForwardOutput out,
            @Nullable LayerTrack layers) {}

    public ViewerBandwidth(EstimatorConfig config) {
        estimator = new BandwidthEstimator(config);
    }

    @Override
    public int next(long nowNs, int bytes) {
        Probe running = probe;
        if (running != null) {
            count(running, bytes + OVERHEAD_BYTES);
        }
        return estimator.onSent(
                nowNs, bytes + OVERHEAD_BYTES, running == null ? TwccHistory.NO_CLUSTER : running.cluster());
    }

    /**
     * A track takes part, and gets its layers; so does one whose source has changed.
     *
     * @param out of the track's source
     */
    public void attach(long nowNs, ForwardReceiver receiver, ForwardOutput out) {
        detach(receiver);
        boolean isVideo = receiver.source().config().codec().isVideo();
        tracks.add(new Track(receiver, out, isVideo ? choice.add(receiver, 0) : null));
        boolean beginsLow = receiver.config().transport() != null
                && receiver.source().config().encodings() > 1;
        if (isVideo && (beginsLow || isEstimating())) {
            share(nowNs);
        } else {
            receiver.select(nowNs, Layers.all(receiver.source().config().encodings() - 1), out);
        }
    }

    /** A track takes no part any more; twice is silence. */
    public void detach(ForwardReceiver receiver) {
        for (Track track : tracks) {
            if (track.receiver() == receiver && track.layers() != null) {
                choice.remove(track.layers());
            }
        }
        tracks.removeIf(track -> track.receiver() == receiver);
    }

    /** The viewer tells when packets came. */
    public void onTwcc(long nowNs, Twcc feedback) {
        wishes.probe = null;
        estimator.onTwcc(nowNs, feedback, wishes);
        shareIfDue(nowNs);
        Probe wanted = wishes.probe;
        if (wanted != null && estimator.targetBps() < ENOUGH * choice.desiredBps()) {
            probe = wanted;
            probeBytes = 0;
            probePackets = 0;
            probeStartNs = nowNs;
        }
    }

    /** The viewer tells what it can take. */
    public void onRemb(long nowNs, long bps) {
        estimator.onRemb(nowNs, bps, wishes);
        shareIfDue(nowNs);
    }

    public void setRttNs(long rttNs) {
        estimator.setRttNs(rttNs);
    }

    /** Whether the viewer has told anything of its path. */
    public boolean isEstimating() {
        return estimator.hasFeedback();
    }

    /** bit/s that may be sent to the viewer, all tracks together; meaningless before {@link #isEstimating}. */
    public long targetBps() {
        return estimator.targetBps();
    }

    /** bit/s of it that are left for video. */
    public long videoBps() {
        long sound = 0;
        for (Track track : tracks) {
            sound += track.layers() == null ? track.receiver().source().bps(Layers.all(0)) : 0;
        }
        return Math.max(0, estimator.targetBps() - sound);
    }

    /** The viewer's own estimate (REMB), bit/s; 0 when it has none. */
    public long receiverLimitBps(long nowNs) {
        return estimator.receiverLimitBps(nowNs);
    }

    /** Share of packets that were lost lately, 0 to 1. */
    public double lossFraction() {
        return estimator.lossFraction();
    }

    /** Goes on with a probe. */
    public void onTime(long nowNs) {
        for (int steps = 0; steps < MAX_STEPS_PER_TURN && nowNs >= deadlineNs(); steps++) {
            if (!sendPadding(nowNs)) {
                probe = null;
            }
        }
    }

    /** When {@link #onTime} is wanted, or {@link #NEVER}. */
    public long deadlineNs() {
        Probe running = probe;
        return running == null
                ? NEVER
                : probeStartNs + (long) (probeBytes * 8.0 * TimeUnit.SECONDS.toNanos(1) / running.rateBps());
    }

    /** False when no track can. */
    private boolean sendPadding(long nowNs) {
        for (Track track : tracks) {
            if (track.layers() != null && track.receiver().probe(nowNs, PROBE_STEP_BYTES, track.out()) > 0) {
                return true;
            }
        }
        return false;
    }

    private void count(Probe running, int bytes) {
        probeBytes += bytes;
        probePackets++;
        if (probeBytes >= running.minBytes() && probePackets >= running.minPackets()) {
            probe = null;
        }
    }

    private void shareIfDue(long nowNs) {
        if (nowNs - sharedNs >= SHARE_INTERVAL_NS) {
            share(nowNs);
        }
    }

    private void share(long nowNs) {
        sharedNs = nowNs;
        choice.onEstimate(nowNs, videoBps(), outputs);
    }

    /** What the estimate wants. */
    private static final class Wishes implements BandwidthEstimator.Output {
        private @Nullable Probe probe;

        @Override
        public void targetChanged(long targetBps) {
            // layers follow at their own pace
        }

        @Override
        public void probe(Probe wanted) {
            probe = wanted;
        }
    }

    /** Layers are chosen for all tracks at once, yet each source has an output of its own. */
    private final class Outputs implements ForwardOutput {
        @Override
        public void send(ForwardReceiver receiver, byte[] data, int offset, int length, int transportSequence) {
            for (Track track : tracks) {
                if (track.receiver() == receiver) {
                    track.out().send(receiver, data, offset, length, transportSequence);
                }
            }
        }

        @Override
        public void resend(ForwardReceiver receiver, byte[] data, int offset, int length, int transportSequence) {
            for (Track track : tracks) {
                if (track.receiver() == receiver) {
                    track.out().resend(receiver, data, offset, length, transportSequence);
                }
            }
        }

        @Override
        public void requestKeyFrame(ForwardSource source, int encoding) {
            ForwardOutput out = outputOf(source);
            if (out != null) {
                out.requestKeyFrame(source, encoding);
            }
        }

        @Override
        public void wanted(ForwardSource source, int encoding, boolean isWanted) {
            ForwardOutput out = outputOf(source);
            if (out != null) {
                out.wanted(source, encoding, isWanted);
            }
        }

        private @Nullable ForwardOutput outputOf(ForwardSource source) {
            for (Track track : tracks) {
                if (track.receiver().source() == source) {
                    return track.out();
                }
            }
            return null;
        }
    }
}
