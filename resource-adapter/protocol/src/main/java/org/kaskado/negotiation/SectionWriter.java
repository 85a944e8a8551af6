package org.kaskado.negotiation;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kaskado.frame.MediaKind;
import org.kaskado.sdp.Attributes;
import org.kaskado.sdp.Bandwidth;
import org.kaskado.sdp.Connection;
import org.kaskado.sdp.MediaDescription;
import org.kaskado.session.CodecConfig;
import org.kaskado.session.CryptoConfig;
import org.kaskado.session.Direction;
import org.kaskado.session.ExtensionConfig;
import org.kaskado.session.Fingerprint;
import org.kaskado.session.IceParameters;
import org.kaskado.session.Msid;
import org.kaskado.session.RidConfig;
import org.kaskado.session.RtpAddress;
import org.kaskado.session.SimulcastConfig;
import org.kaskado.session.StreamConfig;

/** Writes one m-section. */
final class SectionWriter {
    private final Section section;
    private final NegotiationConfig.Identity identity;
    private final Attributes.Builder out = new Attributes.Builder();

    private SectionWriter(Section section, NegotiationConfig.Identity identity) {
        this.section = section;
        this.identity = identity;
    }

    static MediaDescription write(Section section, NegotiationConfig.Identity identity) {
        return new SectionWriter(section, identity).write();
    }

    private MediaDescription write() {
        RtpAddress address = section.transport().address();
        DefaultCandidate candidate = DefaultCandidate.of(section.transport().ice());
        Connection connection = address == null ? candidate.connection() : connection(address.address());
        int port = address == null ? candidate.port() : address.rtpPort();
        if (section.isMidGiven()) {
            out.add("mid", section.mid());
        }
        if (section.isRejected()) {
            out.add(Direction.INACTIVE.sdpName());
        } else {
            transport(address);
            if (section.kind() == MediaKind.DATA) {
                data();
            } else {
                media();
            }
        }
        long bps = section.media().bandwidthBps();
        return new MediaDescription(
                section.line().media(),
                section.isRejected() ? 0 : port,
                1,
                section.line().protocol(),
                section.line().formats(),
                connection,
                bps == 0 ? List.of() : List.of(new Bandwidth("AS", Math.max(1, bps / 1000))),
                List.of(),
                out.build());
    }

    private static Connection connection(InetAddress address) {
        return new Connection(address instanceof Inet6Address ? "IP6" : "IP4", AddressLiteral.print(address));
    }

    private void transport(@Nullable RtpAddress address) {
        Section.Transport transport = section.transport();
        IceParameters ice = transport.ice();
        if (ice != null) {
            ice.candidates().forEach(candidate -> out.add("candidate", candidate));
            if (ice.isComplete()) {
                out.add("end-of-candidates");
            }
            out.add("ice-ufrag", ice.ufrag()).add("ice-pwd", ice.pwd());
            if (!ice.options().isEmpty()) {
                out.add("ice-options", String.join(" ", ice.options()));
            }
        }
        for (Fingerprint fingerprint : transport.fingerprints()) {
            out.add("fingerprint", fingerprint.algorithm() + " " + fingerprint.value());
        }
        if (transport.setup() != null) {
            out.add("setup", transport.setup().sdpName());
        }
        for (CryptoConfig crypto : transport.crypto()) {
            String mki = crypto.mkiBytes() == 0 ? "" : "|" + crypto.mki() + ":" + crypto.mkiBytes();
            out.add("crypto", crypto.tag() + " " + crypto.suite() + " inline:" + crypto.inlineKey() + mki);
        }
        if (section.kind() != MediaKind.DATA) {
            out.add(
                    "rtcp",
                    address == null
                            ? DefaultCandidate.DISCARD_PORT + " IN IP4 0.0.0.0"
                            : Integer.toString(address.rtcpPort()));
            if (transport.isMuxed()) {
                out.add("rtcp-mux");
            }
        }
    }

    private void data() {
        Section.Data data = section.data();
        if (data == null) {
            return;
        }
        if (data.isOldForm()) {
            out.add("sctpmap", data.port() + " webrtc-datachannel 1024");
        } else {
            out.add("sctp-port", Integer.toString(data.port()));
        }
        out.add("max-message-size", Long.toString(data.maxMessageBytes()));
    }

    private void media() {
        Section.Media media = section.media();
        for (ExtensionConfig extension : media.extensions().entries()) {
            String direction = extension.direction() == Direction.SENDRECV
                    ? ""
                    : "/" + extension.direction().sdpName();
            out.add("extmap", extension.id() + direction + " " + extension.uri());
        }
        out.add(section.direction().sdpName());
        Msid msid = media.msid();
        if (msid != null) {
            out.add("msid", msid(msid));
        }
        if (media.isReducedSize()) {
            out.add("rtcp-rsize");
        }
        media.codecs().forEach(this::codec);
        if (media.ptimeMs() > 0) {
            out.add("ptime", Integer.toString(media.ptimeMs()));
        }
        simulcast();
        media.streams().forEach(stream -> stream(stream, msid));
    }

    private void codec(CodecConfig codec) {
        String channels = codec.channels() == 1 ? "" : "/" + codec.channels();
        String type = codec.payloadType() + " ";
        out.add("rtpmap", type + codec.name() + "/" + codec.clockRateHz() + channels);
        codec.feedback().forEach(kind -> out.add("rtcp-fb", type + kind));
        if (!codec.parameters().isEmpty()) {
            out.add("fmtp", type + codec.fmtp());
        }
    }

    private void simulcast() {
        SimulcastConfig send = section.media().sendSimulcast();
        SimulcastConfig receive = section.media().receiveSimulcast();
        send.rids().forEach(rid -> rid(rid, "send"));
        receive.rids().forEach(rid -> rid(rid, "recv"));
        if (!send.isEmpty() || !receive.isEmpty()) {
            String sent = send.isEmpty() ? "" : "send " + streams(send);
            String received = receive.isEmpty() ? "" : "recv " + streams(receive);
            out.add("simulcast", (sent + " " + received).strip());
        }
    }

    private void rid(RidConfig rid, String direction) {
        StringBuilder text = new StringBuilder();
        if (!rid.payloadTypes().isEmpty()) {
            text.append("pt=")
                    .append(rid.payloadTypes().stream().map(String::valueOf).collect(Collectors.joining(",")));
        }
        for (Map.Entry<String, String> entry : rid.restrictions().entrySet()) {
            text.append(text.length() == 0 ? "" : ";").append(entry.getKey());
            text.append(entry.getValue().isEmpty() ? "" : "=" + entry.getValue());
        }
        out.add("rid", (rid.id() + " " + direction + " " + text).strip());
    }

    private static String streams(SimulcastConfig simulcast) {
        return simulcast.streams().stream()
                .map(choices -> choices.stream()
                        .map(rid -> (rid.isPaused() ? "~" : "") + rid.id())
                        .collect(Collectors.joining(",")))
                .collect(Collectors.joining(";"));
    }

    private void stream(StreamConfig stream, @Nullable Msid msid) {
        if (stream.hasRtx()) {
            out.add("ssrc-group", "FID " + stream.ssrc() + " " + stream.rtxSsrc());
        }
        ssrc(stream.ssrc(), msid);
        if (stream.hasRtx()) {
            ssrc(stream.rtxSsrc(), msid);
        }
    }

    /** Old clients, kurento-utils' among them, look for stream names here rather than in {@code a=msid}. */
    private void ssrc(long ssrc, @Nullable Msid msid) {
        out.add("ssrc", ssrc + " cname:" + identity.cname());
        if (msid != null) {
            out.add("ssrc", ssrc + " msid:" + msid(msid));
        }
    }

    private static String msid(Msid msid) {
        return (msid.stream() + " " + msid.track()).strip();
    }
}
