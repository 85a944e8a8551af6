package org.kaskado.element.webrtc;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.kaskado.feedback.SendStatistics;
import org.kaskado.pipeline.Arguments;
import org.kaskado.pipeline.Register;
import org.kaskado.sctp.DataChannel;
import org.kaskado.session.ReceiveCounters;
import org.kaskado.session.ReceiveTrack;
import org.kaskado.session.RtpSession;
import org.kaskado.session.SendTrack;
import org.kaskado.session.TransportCounters;

/** {@code getStats}: the catalogue's registers by id. */
final class EndpointStatistics {
    private final WebRtcEndpoint endpoint;
    private final Map<String, @Nullable Object> found = new LinkedHashMap<>();
    private final long nowMs;

    private EndpointStatistics(WebRtcEndpoint endpoint) {
        this.endpoint = endpoint;
        this.nowMs = endpoint.pipeline().services().wallclockMs();
    }

    static Map<String, @Nullable Object> of(WebRtcEndpoint endpoint, Arguments arguments) {
        EndpointStatistics statistics = new EndpointStatistics(endpoint);
        PeerSession peer = endpoint.peer();
        RtpSession rtp = peer == null ? null : peer.rtp();
        if (peer != null && rtp != null) {
            String medium = arguments.stringOrNull("mediaType");
            for (ReceiveTrack track : rtp.receiveTracks()) {
                if (medium == null || medium.equals(track.kind().name())) {
                    statistics.received(track);
                }
            }
            for (SendTrack track : rtp.sendTracks()) {
                if (medium == null || medium.equals(track.kind().name())) {
                    statistics.sent(track);
                }
            }
            statistics.transport(peer);
            statistics.dataChannels();
        }
        return statistics.found;
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
                put("RTCInboundRTPStreamStats", "inboundrtp", track.mid() + "-in-" + encoding, members);
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
            put("RTCOutboundRTPStreamStats", "outboundrtp", track.mid() + "-out", members);
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

    private void transport(PeerSession peer) {
        TransportCounters counters = peer.transport().counters();
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        members.put("bytesSent", counters.bytesSent());
        members.put("bytesReceived", counters.bytesReceived());
        members.put("rtcpTransportStatsId", "");
        members.put("activeConnection", peer.transport().isKeyed());
        members.put("selectedCandidatePairId", "");
        members.put("localCertificateId", "");
        members.put("remoteCertificateId", "");
        put("RTCTransportStats", "transport", "transport", members);
    }

    private void dataChannels() {
        DataLink data = endpoint.data();
        if (data == null) {
            return;
        }
        put(
                "RTCPeerConnectionStats",
                "session",
                "session",
                new LinkedHashMap<>(Map.of("dataChannelsOpened", data.opened(), "dataChannelsClosed", data.closed())));
        for (DataChannel channel : data.openChannels()) {
            Map<String, @Nullable Object> members = new LinkedHashMap<>();
            members.put("label", channel.config().label());
            members.put("protocol", channel.config().protocol());
            members.put("datachannelid", (long) channel.id());
            members.put("state", "open");
            members.put("messagesSent", channel.messagesSent());
            members.put("bytesSent", channel.bytesSent());
            members.put("messagesReceived", channel.messagesReceived());
            members.put("bytesReceived", channel.bytesReceived());
            put("RTCDataChannelStats", "datachannel", "channel-" + channel.id(), members);
        }
    }

    private void put(String register, String type, String name, Map<String, @Nullable Object> members) {
        String id = endpoint.id() + "/" + name;
        members.put("id", id);
        members.put("type", type);
        members.put("timestampMillis", nowMs);
        found.put(id, Register.of(register, members));
    }
}
