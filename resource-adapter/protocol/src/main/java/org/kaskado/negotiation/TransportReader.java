package org.kaskado.negotiation;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kaskado.sdp.Attributes;
import org.kaskado.sdp.Connection;
import org.kaskado.sdp.MediaDescription;
import org.kaskado.sdp.SessionDescription;
import org.kaskado.session.CryptoConfig;
import org.kaskado.session.DtlsSetup;
import org.kaskado.session.Fingerprint;
import org.kaskado.session.IceParameters;
import org.kaskado.session.RtpAddress;

/** Reads how packets travel: ICE (RFC 8839), DTLS (RFC 8842), or addresses and SDES keys. */
final class TransportReader {
    /** An agent checks far fewer; RFC 8838 trickles any more. */
    private static final int MAX_CANDIDATES = 64;

    private static final int MAX_OPTIONS = 16;
    private static final int MAX_FINGERPRINTS = 8;

    private final SessionDescription session;
    private final MediaDescription media;
    private final String label;
    private final Faults faults;

    TransportReader(SessionDescription session, MediaDescription media, String label, Faults faults) {
        this.session = session;
        this.media = media;
        this.label = label;
        this.faults = faults;
    }

    Section.Transport webRtc() {
        return new Section.Transport(
                ice(), fingerprints(), setup(), media.attributes().has("rtcp-mux"), null, List.of());
    }

    Section.Transport plain() {
        List<CryptoConfig> crypto = media.attributes().all("crypto").stream()
                .flatMap(line -> CryptoReader.read(line).stream())
                .toList();
        boolean isMuxed = media.attributes().has("rtcp-mux");
        return new Section.Transport(null, List.of(), null, isMuxed, address(isMuxed), crypto);
    }

    private @Nullable IceParameters ice() {
        String ufrag = inherited("ice-ufrag").orElse("");
        String pwd = inherited("ice-pwd").orElse("");
        if (ufrag.isEmpty() && pwd.isEmpty()) {
            return null;
        }
        if (!ufrag.matches("[!-9;-~]{4,256}") || !pwd.matches("[!-~]{22,256}")) {
            faults.add(
                    NegotiationError.Reason.MISSING_SECURITY,
                    label + " has ICE credentials of " + ufrag.length() + " and " + pwd.length()
                            + " characters, expected a=ice-ufrag of 4 to 256 and a=ice-pwd of 22 to 256");
            return null;
        }
        Attributes own = media.attributes();
        List<String> options = new ArrayList<>();
        inherited("ice-options").ifPresent(value -> {
            for (String option : value.strip().split(" +", MAX_OPTIONS)) {
                options.add(option);
            }
        });
        List<String> candidates =
                own.all("candidate").stream().limit(MAX_CANDIDATES).toList();
        boolean isComplete =
                own.has("end-of-candidates") || session.attributes().has("end-of-candidates");
        return new IceParameters(ufrag, pwd, session.attributes().has("ice-lite"), options, candidates, isComplete);
    }

    private List<Fingerprint> fingerprints() {
        List<String> lines = media.attributes().all("fingerprint");
        List<Fingerprint> fingerprints = new ArrayList<>();
        for (String line : lines.isEmpty() ? session.attributes().all("fingerprint") : lines) {
            String[] words = line.strip().split(" +", -1);
            boolean isGood = words.length == 2
                    && words[0].matches("[A-Za-z0-9-]{1,20}")
                    && words[1].matches("[0-9A-Fa-f]{2}(:[0-9A-Fa-f]{2}){0,127}");
            if (!isGood) {
                faults.add(
                        NegotiationError.Reason.MISSING_SECURITY,
                        label + " says a=fingerprint:" + Texts.shown(line)
                                + ", expected a hash name and pairs of hexadecimal digits with colons between");
            } else if (fingerprints.size() < MAX_FINGERPRINTS) {
                fingerprints.add(new Fingerprint(words[0], words[1]));
            }
        }
        return fingerprints;
    }

    private @Nullable DtlsSetup setup() {
        Optional<String> text = inherited("setup");
        Optional<DtlsSetup> setup = text.flatMap(value -> DtlsSetup.named(value.strip()));
        if (text.isPresent() && setup.isEmpty()) {
            faults.add(
                    NegotiationError.Reason.MISSING_SECURITY,
                    label + " says a=setup:" + Texts.shown(text.get()) + ", expected actpass, active or passive");
        }
        return setup.orElse(null);
    }

    private @Nullable RtpAddress address(boolean isMuxed) {
        Connection own = media.connection();
        Connection connection = own == null ? session.connection() : own;
        if (media.port() == 0) {
            return null;
        }
        if (connection == null) {
            faults.malformed(label + " has no c= line and the session has none, expected c=IN IP4|IP6 <address>");
            return null;
        }
        Optional<InetAddress> address = AddressLiteral.parse(connection.address());
        if (address.isEmpty()) {
            faults.add(
                    NegotiationError.Reason.UNSUPPORTED,
                    label + " receives at " + Texts.shown(connection.address()) + ", expected an IP address, no name");
            return null;
        }
        int rtcpPort = isMuxed ? media.port() : Math.min(media.port() + 1, 65_535);
        String stated = media.attributes().first("rtcp").orElse("").strip().split(" ", 2)[0];
        if (!isMuxed && Texts.isNumber(stated, 1, 65_535)) {
            rtcpPort = Integer.parseInt(stated);
        }
        return new RtpAddress(address.get(), media.port(), rtcpPort);
    }

    private Optional<String> inherited(String name) {
        return media.attributes().first(name).or(() -> session.attributes().first(name));
    }
}
