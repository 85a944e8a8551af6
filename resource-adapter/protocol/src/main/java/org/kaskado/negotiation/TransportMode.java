package org.kaskado.negotiation;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kaskado.session.DtlsSetup;
import org.kaskado.session.Fingerprint;

/**
 * How packets travel: ICE and DTLS, or plain RTP.
 *
 * @param fingerprints of our certificates; empty for plain RTP
 * @param answerSetup our DTLS role when the peer leaves the choice
 * @param offerProfile {@code proto} of the m-lines that we offer
 * @param sdesSuites what plain RTP may be protected with, preferred first
 * @param maxTransports how many transports one session may have; m-sections that need one more are refused
 */
public record TransportMode(
        List<Fingerprint> fingerprints,
        @Nullable DtlsSetup answerSetup,
        String offerProfile,
        List<SdesSuite> sdesSuites,
        int maxTransports) {
    /** RFC 5764 §8, the only profile that RFC 9429 §5.1.2 offers. */
    public static final String WEBRTC_PROFILE = "UDP/TLS/RTP/SAVPF";

    public TransportMode {
        fingerprints = List.copyOf(fingerprints);
        sdesSuites = List.copyOf(sdesSuites);
        if (maxTransports < 1) {
            throw new IllegalArgumentException("maxTransports must be at least 1, not " + maxTransports);
        }
    }

    /**
     * WebRTC. As answerer we are the DTLS client: our ClientHello leaves as soon as ICE has a pair, the peer needs no cookie
     * round trip, which we as server would ask for; this saves one round trip (and RFC 8842 §5.3 recommends it).
     */
    public static TransportMode webRtc(Fingerprint fingerprint, int maxTransports) {
        return new TransportMode(List.of(fingerprint), DtlsSetup.ACTIVE, WEBRTC_PROFILE, List.of(), maxTransports);
    }

    /** RTP on ports of its own: {@code RTP/AVPF}, or {@code RTP/SAVPF} when there are suites. */
    public static TransportMode plain(List<SdesSuite> suites, int maxTransports) {
        return new TransportMode(List.of(), null, suites.isEmpty() ? "RTP/AVPF" : "RTP/SAVPF", suites, maxTransports);
    }

    /** As {@link #plain} without suites, but a peer that offers SDES keys gets an answer with keys. */
    public static TransportMode plainOrSdes(List<SdesSuite> suites, int maxTransports) {
        return new TransportMode(List.of(), null, "RTP/AVPF", suites, maxTransports);
    }

    /** Whether media without keys is refused. */
    public boolean demandsSdes() {
        return offerProfile.contains("SAVP") && !sdesSuites.isEmpty();
    }

    public boolean isWebRtc() {
        return !fingerprints.isEmpty();
    }
}
