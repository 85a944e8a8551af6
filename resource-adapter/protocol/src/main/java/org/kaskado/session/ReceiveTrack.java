package org.kaskado.session;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.kaskado.frame.MediaKind;
import org.kaskado.rtp.ExtensionIds;
import org.kaskado.rtp.HeaderExtension;

/** What the peer sends in one m-section. Its streams are found when their first packets come. Belongs to one loop. */
public final class ReceiveTrack {
    private static final int MAX_ENCODINGS = 8;
    /** Packets of an SSRC that was replaced may be on the way for so long. */
    private static final long RETIRED_NS = TimeUnit.SECONDS.toNanos(2);

    private static final int MAX_RETIRED = 2 * MAX_ENCODINGS;

    private final String mid;
    private final MediaKind kind;
    private final @Nullable ReceivedStream[] streams = new ReceivedStream[MAX_ENCODINGS];
    private final @Nullable CodecConfig[] codecs = new CodecConfig[128];
    private ExtensionIds extensions = ExtensionIds.none();
    private FlowConfig flow = FlowConfig.NONE;
    private List<String> rids = List.of();
    private final long[] retiredSsrcs = new long[MAX_RETIRED];
    private final long[] retiredNs = new long[MAX_RETIRED];
    private int retired;

    ReceiveTrack(MediaConfig config) {
        this.mid = config.mid();
        this.kind = config.kind();
        configure(config);
    }

    void configure(MediaConfig config) {
        flow = config.receive();
        extensions = extensionIds(config.extensions());
        rids = flow.simulcast().rids().stream()
                .map(RidConfig::id)
                .limit(MAX_ENCODINGS)
                .toList();
        Arrays.fill(codecs, null);
        flow.codecs().forEach(codec -> codecs[codec.payloadType()] = codec);
    }

    static ExtensionIds extensionIds(ExtensionMap map) {
        Map<HeaderExtension, Integer> ids = new EnumMap<>(HeaderExtension.class);
        for (ExtensionConfig entry : map.entries()) {
            HeaderExtension.ofUri(entry.uri()).ifPresent(extension -> ids.put(extension, entry.id()));
        }
        return ExtensionIds.of(ids);
    }

    public String mid() {
        return mid;
    }

    public MediaKind kind() {
        return kind;
    }

    /** Whether packets may come now. */
    public boolean isActive() {
        return flow.isActive();
    }

    /** Ids of the header extensions on packets of this track. */
    public ExtensionIds extensions() {
        return extensions;
    }

    public FlowConfig flow() {
        return flow;
    }

    /** Simulcast encodings that were agreed on, at least 1. */
    public int encodings() {
        int announced = flow.isSsrcSimulcast() ? flow.streams().size() : rids.size();
        return Math.max(1, Math.min(MAX_ENCODINGS, announced));
    }

    /** What a payload type means, or null. */
    public @Nullable CodecConfig codec(int payloadType) {
        return codecs[payloadType];
    }

    /** SSRC of an encoding's packets, or -1 while none has come. */
    public long ssrc(int encoding) {
        ReceivedStream stream = streams[encoding];
        return stream == null ? StreamConfig.NONE : stream.ssrc();
    }

    /** What has come of an encoding, or null while nothing has. */
    public @Nullable ReceiveCounters counters(int encoding) {
        ReceivedStream stream = streams[encoding];
        return stream == null ? null : stream.counters();
    }

    /** Another SSRC has taken this one's place. */
    void retire(long nowNs, long ssrc) {
        int at = retired++ % MAX_RETIRED;
        retiredSsrcs[at] = ssrc;
        retiredNs[at] = nowNs;
    }

    /** Whether an SSRC was replaced so lately that its packets are stragglers. */
    boolean isRetired(long nowNs, long ssrc) {
        for (int at = 0; at < Math.min(retired, MAX_RETIRED); at++) {
            if (retiredSsrcs[at] == ssrc && nowNs - retiredNs[at] < RETIRED_NS) {
                return true;
            }
        }
        return false;
    }

    /** Place of a RID, or -1. */
    int encodingOfRid(String rid) {
        return rids.indexOf(rid);
    }

    @Nullable
    ReceivedStream stream(int encoding) {
        return streams[encoding];
    }

    void stream(int encoding, @Nullable ReceivedStream stream) {
        streams[encoding] = stream;
    }
}
