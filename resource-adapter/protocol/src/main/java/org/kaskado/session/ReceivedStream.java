package org.kaskado.session;

import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.kaskado.feedback.NackConfig;
import org.kaskado.feedback.NackGenerator;
import org.kaskado.feedback.ReceiveStatistics;
import org.kaskado.frame.MediaKind;

/** One SSRC of the peer: an encoding of a track, or the retransmissions of one. */
final class ReceivedStream {
    private final long ssrc;
    private final ReceiveTrack track;
    private final int encoding;
    private final boolean isRtx;
    private final @Nullable ReceiveStatistics statistics;
    private final @Nullable NackGenerator nacks;
    private long keyFrameRequests;
    private int lastPayloadType = -1;

    /** @param statistics null for retransmissions, and when too many sources are reported on */
    ReceivedStream(long ssrc, ReceiveTrack track, int encoding, boolean isRtx, @Nullable ReceiveStatistics statistics) {
        this.ssrc = ssrc;
        this.track = track;
        this.encoding = encoding;
        this.isRtx = isRtx;
        this.statistics = statistics;
        this.nacks = isRtx || !asksForLost(track) ? null : new NackGenerator(nackConfig(track));
    }

    private static boolean asksForLost(ReceiveTrack track) {
        return track.flow().codecs().stream().anyMatch(codec -> codec.hasFeedback("nack"));
    }

    private static NackConfig nackConfig(ReceiveTrack track) {
        return track.kind() == MediaKind.AUDIO ? NackConfig.audio() : NackConfig.video();
    }

    long ssrc() {
        return ssrc;
    }

    ReceiveTrack track() {
        return track;
    }

    int encoding() {
        return encoding;
    }

    boolean isRtx() {
        return isRtx;
    }

    @Nullable
    ReceiveStatistics statistics() {
        return statistics;
    }

    @Nullable
    NackGenerator nacks() {
        return nacks;
    }

    int lastPayloadType() {
        return lastPayloadType;
    }

    void lastPayloadType(int payloadType) {
        lastPayloadType = payloadType;
    }

    void keyFrameRequested() {
        keyFrameRequests++;
    }

    ReceiveCounters counters() {
        ReceiveStatistics known = statistics;
        NackGenerator asked = nacks;
        return new ReceiveCounters(
                known == null ? 0 : known.packets(),
                known == null ? 0 : known.payloadBytes(),
                known == null ? 0 : known.cumulativeLost(),
                known == null ? 0 : known.lastFractionLost() / 256.0,
                known == null ? 0 : (double) known.jitterNs() / TimeUnit.SECONDS.toNanos(1),
                asked == null ? 0 : asked.requested(),
                asked == null ? 0 : asked.recovered(),
                keyFrameRequests);
    }
}
