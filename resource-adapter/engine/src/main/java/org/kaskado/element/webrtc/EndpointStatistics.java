package org.kaskado.element.webrtc;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kaskado.pipeline.Arguments;
import org.kaskado.sctp.DataChannel;
import org.kaskado.session.RtpSession;
import org.kaskado.track.TrackStatistics;

/** {@code getStats}: the catalogue's registers by id. */
final class EndpointStatistics {
    private final WebRtcEndpoint endpoint;
    private final TrackStatistics statistics;

    private EndpointStatistics(WebRtcEndpoint endpoint) {
        this.endpoint = endpoint;
        this.statistics = new TrackStatistics(endpoint);
    }

    static Map<String, @Nullable Object> of(WebRtcEndpoint endpoint, Arguments arguments) {
        EndpointStatistics all = new EndpointStatistics(endpoint);
        PeerSession peer = endpoint.peer();
        RtpSession rtp = peer == null ? null : peer.rtp();
        if (peer != null && rtp != null) {
            all.statistics.add(
                    rtp, endpoint.tracks(), TransportStatistics.TRANSPORT, arguments.stringOrNull("mediaType"));
            TransportStatistics.add(all.statistics, endpoint, peer);
            all.dataChannels();
        }
        return all.statistics.found();
    }

    private void dataChannels() {
        DataLink data = endpoint.data();
        if (data == null) {
            return;
        }
        statistics.add(
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
            statistics.add("RTCDataChannelStats", "datachannel", "channel-" + channel.id(), members);
        }
    }
}
