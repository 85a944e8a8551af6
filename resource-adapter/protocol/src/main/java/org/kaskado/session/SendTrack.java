package org.kaskado.session;

import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;
import org.kaskado.feedback.SendStatistics;
import org.kaskado.frame.MediaKind;
import org.kaskado.rtp.ExtensionIds;

/** What we send in one m-section. Belongs to one loop. */
public final class SendTrack {
    private final String mid;
    private final MediaKind kind;
    private MediaConfig config;
    private ExtensionIds extensions = ExtensionIds.none();
    private @Nullable SendStatistics statistics;
    private @Nullable LongUnaryOperator mediaClock;
    private long nacks;
    private long keyFrameRequests;

    SendTrack(MediaConfig config) {
        this.mid = config.mid();
        this.kind = config.kind();
        this.config = config;
        configure(config);
    }

    void configure(MediaConfig newConfig) {
        config = newConfig;
        extensions = ReceiveTrack.extensionIds(newConfig.extensions());
    }

    public String mid() {
        return mid;
    }

    public MediaKind kind() {
        return kind;
    }

    /** Whether packets may be sent now. */
    public boolean isActive() {
        return flow().isActive() && !flow().streams().isEmpty();
    }

    public FlowConfig flow() {
        return config.send();
    }

    public MediaConfig config() {
        return config;
    }

    /** Ids of the header extensions on packets of this track. */
    public ExtensionIds extensions() {
        return extensions;
    }

    /** SSRCs of media and retransmissions; the track is {@link #isActive}. */
    public StreamConfig stream() {
        return flow().streams().get(0);
    }

    /** Counts a packet that was sent, retransmissions aside. */
    public void sent(long nowNs, long timestamp, int payloadBytes) {
        SendStatistics counted = statistics;
        if (counted != null) {
            counted.onPacket(nowNs, timestamp, payloadBytes);
        }
    }

    /**
     * Says whose clock the timestamps follow, for sender reports; see {@link SendStatistics#follow}. Holds for as long as
     * the track is.
     */
    public void follow(@Nullable LongUnaryOperator newMediaClock) {
        mediaClock = newMediaClock;
        if (statistics != null) {
            statistics.follow(newMediaClock);
        }
    }

    /** What was sent and what the peer says of it; null before anything could be sent. */
    public @Nullable SendStatistics statistics() {
        return statistics;
    }

    /** Packets that the peer asked for again. */
    public long nacks() {
        return nacks;
    }

    /** PLI and FIR of the peer. */
    public long keyFrameRequests() {
        return keyFrameRequests;
    }

    void statistics(@Nullable SendStatistics newStatistics) {
        statistics = newStatistics;
        if (newStatistics != null) {
            newStatistics.follow(mediaClock);
        }
    }

    void nacked() {
        nacks++;
    }

    void keyFrameRequested() {
        keyFrameRequests++;
    }
}
