package org.kaskado.element.webrtc;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kaskado.dtls.DtlsClose;
import org.kaskado.ice.IceState;
import org.kaskado.ice.SelectedPair;
import org.kaskado.pipeline.Register;
import org.kaskado.track.MediaPresence;

/** The states of an endpoint's connection as the catalogue knows them, and the events of their changes. */
final class EndpointStates {
    private static final long STREAM_ID = 1;
    private static final long COMPONENT_ID = 1;

    private final WebRtcEndpoint endpoint;
    private String ice = "DISCONNECTED";
    private String dtls = "NEW";
    private String connection = "DISCONNECTED";
    private final MediaPresence media;
    private boolean isStarted;
    private boolean isTerminated;

    EndpointStates(WebRtcEndpoint endpoint) {
        this.endpoint = endpoint;
        this.media = new MediaPresence(endpoint);
    }

    String connection() {
        return connection;
    }

    String media() {
        return media.state();
    }

    /** The first description was exchanged. */
    void started() {
        if (!isStarted) {
            isStarted = true;
            endpoint.raise("MediaSessionStarted", Map.of());
        }
    }

    void gathering() {
        becomeIce("GATHERING");
    }

    void onIceState(IceState state) {
        switch (state) {
            case NEW, CLOSED -> {}
            case CHECKING -> becomeIce("CONNECTING");
            case CONNECTED -> becomeIce("CONNECTED");
            case COMPLETED -> {
                becomeIce("CONNECTED");
                becomeIce("READY");
            }
            case DISCONNECTED -> becomeIce("DISCONNECTED");
            case FAILED -> {
                becomeIce("FAILED");
                terminated();
            }
        }
        updateConnection();
    }

    void onSelected(@Nullable SelectedPair pair) {
        if (pair != null) {
            endpoint.raise("NewCandidatePairSelected", Map.of("candidatePair", pairRegister(pair)));
        }
    }

    void onDtls(String state) {
        if (!dtls.equals(state)) {
            dtls = state;
            endpoint.raise(
                    "DtlsConnectionStateChange",
                    Map.of(
                            "streamId", Long.toString(STREAM_ID),
                            "componentId", Long.toString(COMPONENT_ID),
                            "connectionId", Long.toString(COMPONENT_ID),
                            "state", state));
        }
        updateConnection();
    }

    void onDtlsClosed(DtlsClose reason) {
        onDtls(reason.state().name());
        terminated();
    }

    /** Media of the peer comes, or does not come any more. */
    void mediaFlows(boolean isFlowing) {
        media.become(isFlowing);
    }

    /** The peer is gone for good. */
    void terminated() {
        if (isStarted && !isTerminated) {
            isTerminated = true;
            endpoint.raise("MediaSessionTerminated", Map.of());
        }
    }

    List<Map<String, @Nullable Object>> iceConnections() {
        return List.of(Register.of(
                "IceConnection",
                Map.of("streamId", Long.toString(STREAM_ID), "componentId", COMPONENT_ID, "state", ice)));
    }

    List<Map<String, @Nullable Object>> dtlsConnections() {
        return List.of(Register.of(
                "DtlsConnection",
                Map.of(
                        "streamId", Long.toString(STREAM_ID),
                        "componentId", Long.toString(COMPONENT_ID),
                        "connectionId", Long.toString(COMPONENT_ID),
                        "state", dtls)));
    }

    static Map<String, @Nullable Object> pairRegister(SelectedPair pair) {
        return Register.of(
                "IceCandidatePair",
                Map.of(
                        "streamId", Long.toString(STREAM_ID),
                        "componentId", COMPONENT_ID,
                        "localCandidate", pair.local().toLine(),
                        "remoteCandidate", pair.remote().toLine()));
    }

    private void becomeIce(String state) {
        if (!ice.equals(state)) {
            ice = state;
            endpoint.raise(
                    "IceComponentStateChanged",
                    Map.of("streamId", STREAM_ID, "componentId", COMPONENT_ID, "state", state));
        }
    }

    private void updateConnection() {
        boolean isUp = dtls.equals("CONNECTED") && (ice.equals("CONNECTED") || ice.equals("READY"));
        String state = isUp ? "CONNECTED" : "DISCONNECTED";
        if (!connection.equals(state)) {
            String former = connection;
            connection = state;
            endpoint.raise("ConnectionStateChanged", Map.of("oldState", former, "newState", state));
        }
    }
}
