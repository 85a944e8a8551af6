package org.kaskado.element.webrtc;

import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.kaskado.dtls.Fingerprint;
import org.kaskado.dtls.HashFunction;
import org.kaskado.forward.ViewerBandwidth;
import org.kaskado.ice.Candidate;
import org.kaskado.ice.CandidateType;
import org.kaskado.ice.SelectedPair;
import org.kaskado.session.TransportCounters;
import org.kaskado.track.TrackStatistics;

/** What {@code getStats} says of the way to the peer: transport, candidate pair, candidates and certificates. */
final class TransportStatistics {
    static final String TRANSPORT = "transport";
    private static final String PAIR = "candidate-pair";
    private static final Map<CandidateType, String> TYPES = Map.of(
            CandidateType.HOST, "host",
            CandidateType.PEER_REFLEXIVE, "peerreflexive",
            CandidateType.SERVER_REFLEXIVE, "serverreflexive",
            CandidateType.RELAYED, "relayed");

    private final TrackStatistics into;
    private final WebRtcEndpoint endpoint;
    private final PeerSession peer;

    private TransportStatistics(TrackStatistics into, WebRtcEndpoint endpoint, PeerSession peer) {
        this.into = into;
        this.endpoint = endpoint;
        this.peer = peer;
    }

    static void add(TrackStatistics into, WebRtcEndpoint endpoint, PeerSession peer) {
        TransportStatistics statistics = new TransportStatistics(into, endpoint, peer);
        statistics.transport();
        statistics.pair();
    }

    private void transport() {
        TransportCounters counters = peer.transport().counters();
        byte[] remote = endpoint.peerCertificate();
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        members.put("bytesSent", counters.bytesSent());
        members.put("bytesReceived", counters.bytesReceived());
        members.put("rtcpTransportStatsId", "");
        members.put("activeConnection", peer.transport().isKeyed());
        members.put("selectedCandidatePairId", pairInUse() == null ? "" : into.idOf(PAIR));
        members.put("localCertificateId", certificate("certificate-local", endpoint.certificate()));
        members.put("remoteCertificateId", remote == null ? "" : certificate("certificate-remote", remote));
        into.add("RTCTransportStats", "transport", TRANSPORT, members);
    }

    private String certificate(String name, byte[] encoded) {
        Fingerprint print = Fingerprint.of(HashFunction.SHA_256, encoded);
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        members.put("fingerprint", print.hex());
        members.put("fingerprintAlgorithm", print.toString().split(" ", 2)[0]);
        members.put("base64Certificate", Base64.getEncoder().encodeToString(encoded));
        members.put("issuerCertificateId", "");
        into.add("RTCCertificateStats", "certificate", name, members);
        return into.idOf(name);
    }

    private @Nullable SelectedPair pairInUse() {
        return peer.transport().ice().selectedPair();
    }

    private void pair() {
        SelectedPair pair = pairInUse();
        if (pair == null) {
            return;
        }
        candidate("candidate-local", "localcandidate", pair.local());
        candidate("candidate-remote", "remotecandidate", pair.remote());
        TransportCounters counters = peer.transport().counters();
        ViewerBandwidth bandwidth = endpoint.tracks().bandwidth();
        boolean isUp = peer.transport().isKeyed();
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        members.put("transportId", into.idOf(TRANSPORT));
        members.put("localCandidateId", into.idOf("candidate-local"));
        members.put("remoteCandidateId", into.idOf("candidate-remote"));
        members.put("state", "succeeded");
        members.put("priority", priority(pair));
        members.put("nominated", true);
        members.put("writable", isUp);
        members.put("readable", isUp);
        members.put("bytesSent", counters.bytesSent());
        members.put("bytesReceived", counters.bytesReceived());
        members.put("roundTripTime", roundTripS());
        members.put("availableOutgoingBitrate", bandwidth.isEstimating() ? (double) bandwidth.targetBps() : 0.0);
        members.put("availableIncomingBitrate", 0.0);
        into.add("RTCIceCandidatePairStats", "candidatepair", PAIR, members);
    }

    private double roundTripS() {
        long rttNs = peer.rtp() == null ? 0 : peer.rtp().rttNs();
        return (double) rttNs / TimeUnit.SECONDS.toNanos(1);
    }

    /** RFC 8445 §6.1.2.3, its last bit aside: which side controls is not told. */
    private static long priority(SelectedPair pair) {
        long one = pair.local().priority();
        long other = pair.remote().priority();
        return (Math.min(one, other) << 32) + 2 * Math.max(one, other);
    }

    private void candidate(String name, String type, Candidate candidate) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        members.put("ipAddress", candidate.host());
        members.put("portNumber", (long) candidate.port());
        members.put("transport", candidate.protocol().name().toLowerCase(Locale.ROOT));
        members.put("candidateType", TYPES.get(candidate.type()));
        members.put("priority", candidate.priority());
        members.put("addressSourceUrl", "");
        into.add("RTCIceCandidateAttributes", type, name, members);
    }
}
