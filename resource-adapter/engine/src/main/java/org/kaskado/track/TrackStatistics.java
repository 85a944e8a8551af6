package org.kaskado.track;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.kaskado.feedback.SendStatistics;
import org.kaskado.forward.ViewerBandwidth;
import org.kaskado.frame.MediaKind;
import org.kaskado.pipeline.Element;
import org.kaskado.pipeline.Register;
import org.kaskado.session.CodecConfig;
import org.kaskado.session.FlowConfig;
import org.kaskado.session.ReceiveCounters;
import org.kaskado.session.ReceiveTrack;
import org.kaskado.session.RtpSession;
import org.kaskado.session.SendTrack;
import org.kaskado.session.TransportCounters;

/** {@code getStats} of endpoints that speak RTP: the catalogue's registers by id. */
public final class TrackStatistics {
    private final Element endpoint;
    private final Map<String, @Nullable Object> found = new LinkedHashMap<>();
    private final long nowMs;
    private String transportId = "";
    private final long nowNs;

    public TrackStatistics(Element endpoint) {
        this.endpoint = endpoint;
        this.nowMs = endpoint.pipeline().services().wallclockMs();
        this.nowNs = endpoint.pipeline().services().loop().nowNs();
    }

    /** All that was added. */
    public Map<String, @Nullable Object> found() {
        return found;
    }

    /**
     * Adds the streams of a session.
     *
     * @param tracks of the peer
     * @param transport name of theirs, as in {@link #add(String, TransportCounters, boolean)}
     * @param medium {@code AUDIO} or {@code VIDEO}; null for all
     */
    public void add(RtpSession rtp, PeerTracks tracks, String transport, @Nullable String medium) {
        transportId = idOf(transport);
        for (ReceiveTrack track : rtp.receiveTracks()) {
            if (medium == null || medium.equals(track.kind().name())) {
                received(track, tracks);
            }
        }
        for (SendTrack track : rtp.sendTracks()) {
            if (medium == null || medium.equals(track.kind().name())) {
                sent(track, tracks);
            }
        }
    }

    /**
     * Adds a transport.
     *
     * @param name unique in the endpoint
     */
    public void add(String name, TransportCounters counters, boolean isActive) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        members.put("bytesSent", counters.bytesSent());
        members.put("bytesReceived", counters.bytesReceived());
        members.put("rtcpTransportStatsId", "");
        members.put("activeConnection", isActive);
        members.put("selectedCandidatePairId", "");
        members.put("localCertificateId", "");
        members.put("remoteCertificateId", "");
        add("RTCTransportStats", "transport", name, members);
    }

    /** The id of an entry. */
    public String idOf(String name) {
        return endpoint.id() + "/" + name;
    }

    /** Adds a register of the catalogue. */
    public void add(String register, String type, String name, Map<String, @Nullable Object> members) {
        String id = idOf(name);
        members.put("id", id);
        members.put("type", type);
        members.put("timestampMillis", nowMs);
        found.put(id, Register.of(register, members));
    }

    private void received(ReceiveTrack track, PeerTracks tracks) {
        for (int encoding = 0; encoding < track.encodings(); encoding++) {
            ReceiveCounters counters = track.counters(encoding);
            if (counters != null) {
                Map<String, @Nullable Object> members = rtp(track.ssrc(encoding), track.flow());
                members.put("codecId", codec(tracks.publication(track.kind()).codec()));
                members.put("pliCount", counters.keyFrameRequests());
                members.put("nackCount", counters.nacks());
                members.put("packetsLost", counters.lost());
                members.put("fractionLost", counters.fractionLost());
                members.put("packetsReceived", counters.packets());
                members.put("bytesReceived", counters.bytes());
                members.put("jitter", counters.jitterS());
                add("RTCInboundRTPStreamStats", "inboundrtp", track.mid() + "-in-" + encoding, members);
            }
        }
    }

    private void sent(SendTrack track, PeerTracks tracks) {
        SendStatistics counted = track.statistics();
        if (counted != null) {
            ViewerBandwidth bandwidth = tracks.bandwidth();
            Map<String, @Nullable Object> members = rtp(counted.ssrc(), track.flow());
            members.put("codecId", codec(tracks.subscription(track.kind()).codec()));
            members.put("remb", bandwidth.receiverLimitBps(nowNs));
            members.put("pliCount", track.keyFrameRequests());
            members.put("nackCount", track.nacks());
            members.put("packetsLost", counted.cumulativeLost());
            members.put("fractionLost", counted.lastFractionLost() / 256.0);
            members.put("packetsSent", counted.packets());
            members.put("bytesSent", counted.payloadBytes());
            members.put("targetBitrate", targetBps(track, bandwidth));
            members.put("roundTripTime", (double) counted.rttNs() / TimeUnit.SECONDS.toNanos(1));
            add("RTCOutboundRTPStreamStats", "outboundrtp", track.mid() + "-out", members);
        }
    }

    private static double targetBps(SendTrack track, ViewerBandwidth bandwidth) {
        boolean isKnown = track.kind() == MediaKind.VIDEO && bandwidth.isEstimating();
        return isKnown ? bandwidth.videoBps() : 0;
    }

    /** Names the codec of a stream; empty while that is not known. */
    private String codec(@Nullable CodecConfig codec) {
        if (codec == null) {
            return "";
        }
        String name = "codec-" + codec.payloadType();
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        members.put("payloadType", (long) codec.payloadType());
        members.put("codec", codec.name());
        members.put("clockRate", (long) codec.clockRateHz());
        members.put("channels", (long) codec.channels());
        members.put("parameters", codec.fmtp());
        add("RTCCodec", "codec", name, members);
        return idOf(name);
    }

    private Map<String, @Nullable Object> rtp(long ssrc, FlowConfig flow) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        members.put("ssrc", Long.toString(ssrc));
        members.put("associateStatsId", "");
        members.put("isRemote", false);
        members.put("mediaTrackId", flow.msid() == null ? "" : flow.msid().track());
        members.put("transportId", transportId);
        members.put("codecId", "");
        members.put("firCount", 0L);
        members.put("sliCount", 0L);
        members.put("remb", 0L);
        return members;
    }
}
