package org.kaskado.track;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.kaskado.feedback.SendStatistics;
import org.kaskado.pipeline.Element;
import org.kaskado.pipeline.Register;
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

    public TrackStatistics(Element endpoint) {
        this.endpoint = endpoint;
        this.nowMs = endpoint.pipeline().services().wallclockMs();
    }

    /** All that was added. */
    public Map<String, @Nullable Object> found() {
        return found;
    }

    /**
     * Adds the streams of a session.
     *
     * @param medium {@code AUDIO} or {@code VIDEO}; null for all
     */
    public void add(RtpSession rtp, @Nullable String medium) {
        for (ReceiveTrack track : rtp.receiveTracks()) {
            if (medium == null || medium.equals(track.kind().name())) {
                received(track);
            }
        }
        for (SendTrack track : rtp.sendTracks()) {
            if (medium == null || medium.equals(track.kind().name())) {
                sent(track);
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

    /** Adds a register of the catalogue. */
    public void add(String register, String type, String name, Map<String, @Nullable Object> members) {
        String id = endpoint.id() + "/" + name;
        members.put("id", id);
        members.put("type", type);
        members.put("timestampMillis", nowMs);
        found.put(id, Register.of(register, members));
    }

    private void received(ReceiveTrack track) {
        for (int encoding = 0; encoding < track.encodings(); encoding++) {
            ReceiveCounters counters = track.counters(encoding);
            if (counters != null) {
                Map<String, @Nullable Object> members = rtp(track.ssrc(encoding));
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

    private void sent(SendTrack track) {
        SendStatistics counted = track.statistics();
        if (counted != null) {
            Map<String, @Nullable Object> members = rtp(counted.ssrc());
            members.put("pliCount", track.keyFrameRequests());
            members.put("nackCount", track.nacks());
            members.put("packetsLost", counted.cumulativeLost());
            members.put("fractionLost", counted.lastFractionLost() / 256.0);
            members.put("packetsSent", counted.packets());
            members.put("bytesSent", counted.payloadBytes());
            members.put("targetBitrate", 0.0);
            members.put("roundTripTime", (double) counted.rttNs() / TimeUnit.SECONDS.toNanos(1));
            add("RTCOutboundRTPStreamStats", "outboundrtp", track.mid() + "-out", members);
        }
    }

    private static Map<String, @Nullable Object> rtp(long ssrc) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        members.put("ssrc", Long.toString(ssrc));
        members.put("associateStatsId", "");
        members.put("isRemote", false);
        members.put("mediaTrackId", "");
        members.put("transportId", "");
        members.put("codecId", "");
        members.put("firCount", 0L);
        members.put("sliCount", 0L);
        members.put("remb", 0L);
        return members;
    }
}
