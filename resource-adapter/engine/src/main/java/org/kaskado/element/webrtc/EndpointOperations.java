package org.kaskado.element.webrtc;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.kaskado.connector.MediaErrorCode;
import org.kaskado.connector.MediaException;
import org.kaskado.frame.MediaKind;
import org.kaskado.ice.Candidate;
import org.kaskado.ice.SelectedPair;
import org.kaskado.pipeline.Arguments;
import org.kaskado.pipeline.Element;
import org.kaskado.pipeline.OperationTable;
import org.kaskado.pipeline.Register;
import org.kaskado.sctp.DataChannelConfig;
import org.kaskado.sctp.Reliability;
import org.kaskado.session.IceParameters;
import org.kaskado.track.EndpointSettings;
import org.kaskado.track.SdpExchange;

/** What can be called on a {@link WebRtcEndpoint}. */
final class EndpointOperations {
    private EndpointOperations() {}

    static OperationTable<WebRtcEndpoint> table() {
        OperationTable.Builder<WebRtcEndpoint> table =
                OperationTable.of(WebRtcEndpoint.class).inherit(Element.OPERATIONS);
        EndpointSettings.describe(table, WebRtcEndpoint.newSettings());
        SdpExchange.describe(table);
        ice(table);
        dataChannels(table);
        table.property("mediaState", endpoint -> endpoint.states().media())
                .property("connectionState", endpoint -> endpoint.states().connection())
                .property("DtlsConnectionState", endpoint -> endpoint.states().dtlsConnections())
                .action("requestKeyframe", endpoint -> endpoint.requestKeyFrame(MediaKind.VIDEO, 0))
                .answer("getStats", EndpointStatistics::of);
        return table.build();
    }

    private static void ice(OperationTable.Builder<WebRtcEndpoint> table) {
        table.property("IceConnectionState", endpoint -> endpoint.states().iceConnections())
                .property("ICECandidatePairs", EndpointOperations::pairs)
                .property("iceSessionId", endpoint -> {
                    PeerSession peer = endpoint.peer();
                    return peer == null || !endpoint.hasAgreedMedia() ? "" : peer.iceSessionId();
                })
                .answer(
                        "processFragment",
                        (endpoint, arguments) -> endpoint.processFragment(arguments.string("fragment")))
                .action("gatherCandidates", EndpointOperations::gather)
                .action("addIceCandidate", EndpointOperations::addCandidate);
    }

    private static List<Map<String, @Nullable Object>> pairs(WebRtcEndpoint endpoint) {
        PeerSession peer = endpoint.peer();
        SelectedPair pair = peer == null ? null : peer.transport().ice().selectedPair();
        return pair == null ? List.of() : List.of(EndpointStates.pairRegister(pair));
    }

    /** Our candidates are known from the start; this tells them one by one, as clients that trickle expect. */
    private static void gather(WebRtcEndpoint endpoint) {
        PeerSession peer = endpoint.requirePeer();
        endpoint.states().gathering();
        IceParameters ours = peer.iceParameters(0);
        for (Candidate candidate : peer.localCandidates()) {
            endpoint.raise(
                    "IceCandidateFound",
                    Map.of(
                            "candidate",
                            Register.of(
                                    "IceCandidate",
                                    Map.of(
                                            "candidate",
                                            candidate.toLine() + " ufrag " + ours.ufrag(),
                                            "sdpMid",
                                            endpoint.firstMid(),
                                            "sdpMLineIndex",
                                            0L))));
        }
        endpoint.raise("IceGatheringDone", Map.of());
        endpoint.states().onIceState(peer.transport().ice().state());
    }

    private static void addCandidate(WebRtcEndpoint endpoint, Arguments arguments) {
        String line = Objects.toString(arguments.register("candidate").get("candidate"), "");
        String wrong = endpoint.requirePeer().addRemoteCandidate(line);
        if (!wrong.isEmpty()) {
            throw new MediaException(MediaErrorCode.MEDIA_OBJECT_ILLEGAL_PARAM_ERROR, wrong);
        }
    }

    private static void dataChannels(OperationTable.Builder<WebRtcEndpoint> table) {
        table.action(
                        "createDataChannel",
                        (endpoint, arguments) -> requireData(endpoint).open(channel(arguments)))
                .action(
                        "closeDataChannel",
                        (endpoint, arguments) -> requireData(endpoint).close((int) arguments.integer("channelId")));
    }

    private static DataChannelConfig channel(Arguments arguments) {
        try {
            return new DataChannelConfig(
                    arguments.string("label"),
                    arguments.string("protocol"),
                    new Reliability(arguments.flag("ordered"), (int) arguments.integer("maxRetransmits"), (int)
                            arguments.integer("maxPacketLifeTime")),
                    DataChannelConfig.NORMAL_PRIORITY,
                    DataChannelConfig.IN_BAND);
        } catch (IllegalArgumentException e) {
            throw new MediaException(
                    MediaErrorCode.MEDIA_OBJECT_ILLEGAL_PARAM_ERROR, "no such data channel: " + e.getMessage(), e);
        }
    }

    private static DataLink requireData(WebRtcEndpoint endpoint) {
        DataLink data = endpoint.data();
        if (data == null) {
            throw new MediaException(
                    MediaErrorCode.MEDIA_OBJECT_OPERATION_NOT_SUPPORTED,
                    "no data channels were negotiated; make the endpoint with useDataChannels and offer an application"
                            + " section");
        }
        return data;
    }
}
