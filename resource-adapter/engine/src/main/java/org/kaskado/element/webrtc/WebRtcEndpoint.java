package org.kaskado.element.webrtc;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.kaskado.connector.MediaErrorCode;
import org.kaskado.connector.MediaException;
import org.kaskado.dtls.DtlsAgreement;
import org.kaskado.dtls.DtlsClose;
import org.kaskado.dtls.DtlsProvider;
import org.kaskado.feedback.NtpClock;
import org.kaskado.frame.MediaKind;
import org.kaskado.ice.IceRole;
import org.kaskado.ice.IceState;
import org.kaskado.net.FiveTuple;
import org.kaskado.net.PacketBuffer;
import org.kaskado.pipeline.Arguments;
import org.kaskado.pipeline.Element;
import org.kaskado.pipeline.ElementType;
import org.kaskado.pipeline.NodeDemand;
import org.kaskado.pipeline.Pipeline;
import org.kaskado.pipeline.PlannedInputs;
import org.kaskado.pipeline.SourcePad;
import org.kaskado.rtcp.Twcc;
import org.kaskado.session.CodecConfig;
import org.kaskado.session.Direction;
import org.kaskado.session.Fingerprint;
import org.kaskado.session.MediaConfig;
import org.kaskado.session.ReceiveTrack;
import org.kaskado.session.RtpSession;
import org.kaskado.session.SendTrack;
import org.kaskado.session.SessionConfig;
import org.kaskado.track.EndpointSettings;
import org.kaskado.track.PeerTracks;
import org.kaskado.track.SdpExchange;

/**
 * One WebRTC peer: what it sends leaves the source pads, what comes into the sink pads is sent to it. The first active audio
 * and video sections of the description are the pads' tracks.
 */
public final class WebRtcEndpoint extends Element
        implements PeerListener, EndpointNegotiation.Peers, SdpExchange.Owner, EndpointSettings.Owner {
    private final WebRtcServices services;
    private final DtlsProvider certificate;
    private final EndpointSettings settings = newSettings();
    private final EndpointStates states = new EndpointStates(this);
    private final EndpointNegotiation.Wishes wishes;
    private final PeerTracks tracks;
    private @Nullable EndpointNegotiation negotiation;
    private @Nullable PeerSession peer;
    private @Nullable DataLink data;
    private @Nullable SessionConfig agreed;
    private byte @Nullable [] peerCertificate;

    private WebRtcEndpoint(
            WebRtcServices services, Pipeline pipeline, ElementType.Identity identity, Arguments arguments) {
        super(pipeline, identity);
        this.services = services;
        this.certificate = services.certificate(arguments.string("certificateKeyType"));
        boolean receivesOnly = arguments.flag("recvonly");
        boolean sendsOnly = arguments.flag("sendonly");
        Direction direction = receivesOnly == sendsOnly ? Direction.SENDRECV : Direction.of(sendsOnly, receivesOnly);
        this.wishes = new EndpointNegotiation.Wishes(direction, arguments.flag("useDataChannels"), 0, 0);
        this.tracks = new PeerTracks(this, new Way(), services.random());
        giveSources(kind -> SourcePad.Origin.PRODUCES);
        giveSinks(tracks.policies());
        tracks.bind();
    }

    /** The class of endpoints that use these services. */
    public static ElementType<WebRtcEndpoint> type(WebRtcServices services) {
        return new ElementType<>(
                "WebRtcEndpoint",
                EndpointOperations.table(),
                (pipeline, identity, arguments) -> new WebRtcEndpoint(services, pipeline, identity, arguments));
    }

    static EndpointSettings newSettings() {
        return EndpointSettings.ofRtp()
                .with("networkInterfaces", "")
                .with("iceTcp", true)
                .with("stunServerAddress", "")
                .with("stunServerPort", 3478)
                .with("turnUrl", "")
                .with("externalIPv4", "")
                .with("externalIPv6", "");
    }

    @Override
    public EndpointSettings settings() {
        return settings;
    }

    EndpointStates states() {
        return states;
    }

    PeerTracks tracks() {
        return tracks;
    }

    /** Ours, in DER form. */
    byte[] certificate() {
        return certificate.certificate();
    }

    /** The peer's, in DER form; null before the handshake is done. */
    byte @Nullable [] peerCertificate() {
        return peerCertificate;
    }

    @Nullable
    PeerSession peer() {
        return peer;
    }

    @Nullable
    DataLink data() {
        return data;
    }

    /** The descriptions; made when first needed, with the settings of then. */
    EndpointNegotiation negotiation() {
        if (negotiation == null) {
            EndpointNegotiation.Wishes now = new EndpointNegotiation.Wishes(
                    wishes.direction(),
                    wishes.hasData(),
                    1_000L * settings.number("maxAudioRecvBandwidth"),
                    1_000L * settings.number("maxVideoRecvBandwidth"));
            String[] print = certificate.fingerprint().toString().split(" ", 2);
            negotiation = new EndpointNegotiation(this, now, new Fingerprint(print[0], print[1]), services.random());
        }
        return negotiation;
    }

    @Override
    public SdpExchange descriptions() {
        return negotiation().exchange();
    }

    @Override
    public PeerSession session(IceRole role) {
        if (peer == null) {
            peer = new PeerSession(
                    pipeline().services().loop(),
                    services,
                    certificate,
                    this,
                    new PeerSession.Start(
                            role, pipeline().services().wallclockMs(), externals(), settings.flag("iceTcp")));
        }
        return peer;
    }

    private List<InetAddress> externals() {
        List<InetAddress> addresses = new ArrayList<>();
        for (String name : List.of("externalIPv4", "externalIPv6")) {
            String text = settings.text(name);
            if (!text.isEmpty()) {
                addresses.add(literal(name, text));
            }
        }
        return addresses;
    }

    private static InetAddress literal(String name, String text) {
        if (text.matches("[0-9.]+|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*")) {
            try {
                return InetAddress.getByName(text);
            } catch (UnknownHostException e) {
                throw notAnAddress(name, text);
            }
        }
        throw notAnAddress(name, text);
    }

    private static MediaException notAnAddress(String name, String text) {
        return new MediaException(
                MediaErrorCode.MEDIA_OBJECT_ILLEGAL_PARAM_ERROR, name + " '" + text + "' is no IP address");
    }

    /** Runs from a new agreement. */
    @Override
    public void agreed(SessionConfig config) {
        agreed = config;
        PeerSession session = session(IceRole.CONTROLLED);
        session.configure(config);
        beginData(config);
        for (MediaKind kind : List.of(MediaKind.AUDIO, MediaKind.VIDEO)) {
            tracks.negotiated(kind, receiveTrack(kind), sendTrack(kind));
        }
        pipeline().replan();
        states.started();
    }

    private void beginData(SessionConfig config) {
        for (MediaConfig section : config.media()) {
            if (section.data() != null && !section.isRejected() && data == null) {
                DataLink link = new DataLink(section.data(), services.random(), new DataWire());
                data = link;
                source(MediaKind.DATA).offerPackets(link);
                sink(MediaKind.DATA).takePackets(link);
            }
        }
    }

    private @Nullable SendTrack sendTrack(MediaKind kind) {
        RtpSession rtp = peer == null ? null : peer.rtp();
        if (rtp != null) {
            for (SendTrack track : rtp.sendTracks()) {
                if (track.kind() == kind && track.isActive()) {
                    return track;
                }
            }
        }
        return null;
    }

    private @Nullable ReceiveTrack receiveTrack(MediaKind kind) {
        RtpSession rtp = peer == null ? null : peer.rtp();
        if (rtp != null) {
            for (ReceiveTrack track : rtp.receiveTracks()) {
                if (track.kind() == kind && track.isActive()) {
                    return track;
                }
            }
        }
        return null;
    }

    /** Asks the peer for a key frame. */
    void requestKeyFrame(MediaKind kind, int encoding) {
        ReceiveTrack track = receiveTrack(kind);
        if (track != null && peer != null) {
            peer.requestKeyFrame(track, encoding);
            peer.reschedule();
        }
    }

    /** Candidates and credentials that came as a fragment; our fragment when ICE was restarted, else an empty text. */
    String processFragment(String text) {
        IceFragment fragment = IceFragment.parse(text);
        PeerSession session = requirePeer();
        var remote = session.transport().ice().remoteCredentials();
        if (fragment.restarts(remote == null ? null : remote.ufrag())) {
            return session.restart(fragment, firstMid());
        }
        for (String candidate : fragment.candidates()) {
            String wrong = session.addRemoteCandidate(candidate);
            if (!wrong.isEmpty()) {
                throw new MediaException(MediaErrorCode.SDP_PARSE_ERROR, wrong);
            }
        }
        if (fragment.isComplete()) {
            session.addRemoteCandidate("");
        }
        return "";
    }

    /** Whether a section of the description is neither rejected nor only proposed. */
    boolean hasAgreedMedia() {
        return agreed != null && agreed.media().stream().anyMatch(section -> !section.isRejected());
    }

    /** MID of the first section, which the bundled transport is named after. */
    String firstMid() {
        return agreed == null || agreed.media().isEmpty()
                ? "0"
                : agreed.media().get(0).mid();
    }

    PeerSession requirePeer() {
        if (peer == null) {
            throw new MediaException(
                    MediaErrorCode.SDP_END_POINT_NO_LOCAL_SDP_ERROR,
                    "the endpoint has no session yet; call processOffer or generateOffer first");
        }
        return peer;
    }

    @Override
    protected List<NodeDemand> nodes(PlannedInputs inputs) {
        return tracks.nodes(inputs);
    }

    @Override
    protected boolean isWatched() {
        return true;
    }

    @Override
    protected void onClose() {
        tracks.close();
        if (data != null) {
            data.close();
        }
        if (peer != null) {
            peer.close();
        }
    }

    @Override
    public void onIceState(IceState state) {
        states.onIceState(state);
        open();
    }

    @Override
    public void onSelected(FiveTuple path) {
        states.onSelected(peer == null ? null : peer.transport().ice().selectedPair());
        open();
    }

    @Override
    public void onConnected(DtlsAgreement agreement) {
        peerCertificate = agreement.peerCertificate();
        states.onDtls("CONNECTED");
        if (data != null && agreed != null) {
            var dtls = agreed.transports().get(0).dtls();
            data.start(dtls != null && dtls.isClient());
        }
        open();
    }

    private void open() {
        tracks.open(peer != null && peer.transport().isKeyed());
    }

    @Override
    public void onDtlsClosed(DtlsClose reason, String text) {
        states.onDtlsClosed(reason);
        if (reason != DtlsClose.CLOSED_BY_PEER && reason != DtlsClose.CLOSED_HERE) {
            raiseError(MediaErrorCode.UNEXPECTED_ERROR, "DTLS with the peer failed: " + text);
        }
        open();
    }

    @Override
    public void onPacket(long nowNs, ReceiveTrack track, int encoding, CodecConfig codec, PacketBuffer packet) {
        tracks.onPacket(nowNs, track, encoding, codec, packet);
        states.mediaFlows(true);
    }

    @Override
    public void onSenderReport(long nowNs, ReceiveTrack track, int encoding, long ntp, long rtpTimestamp) {
        tracks.onSenderReport(nowNs, track, encoding, ntp, rtpTimestamp);
    }

    @Override
    public void onLost(long nowNs, ReceiveTrack track, int encoding) {
        tracks.onLost(nowNs, track, encoding);
    }

    @Override
    public void onKeyFrameRequest(long nowNs, SendTrack track) {
        tracks.onKeyFrameRequest(nowNs, track);
    }

    @Override
    public void onNack(long nowNs, SendTrack track, int sequenceNumber) {
        tracks.onNack(nowNs, track, sequenceNumber);
    }

    @Override
    public void onRestarted(long nowNs, ReceiveTrack track, int encoding) {
        tracks.onRestarted(nowNs, track, encoding);
    }

    @Override
    public void onTransportFeedback(long nowNs, Twcc feedback) {
        tracks.onTransportFeedback(nowNs, rttNs(), feedback);
    }

    @Override
    public void onReceiverEstimate(long nowNs, long bps) {
        tracks.onReceiverEstimate(nowNs, rttNs(), bps);
    }

    private long rttNs() {
        RtpSession rtp = peer == null ? null : peer.rtp();
        return rtp == null ? 0 : rtp.rttNs();
    }

    @Override
    public void onEnded(ReceiveTrack track) {
        tracks.onEnded(track);
    }

    @Override
    public void onData(long nowNs, byte[] bytes, int offset, int length) {
        if (data != null) {
            data.onPacket(nowNs, bytes, offset, length);
        }
    }

    @Override
    public void onTime(long nowNs) {
        tracks.onTime(nowNs);
        if (data != null) {
            data.onTime(nowNs);
        }
    }

    @Override
    public long deadlineNs() {
        return Math.min(tracks.deadlineNs(), data == null ? Long.MAX_VALUE : data.deadlineNs());
    }

    /** The way of packets to the peer. */
    private final class Way implements PeerTracks.Peer {
        @Override
        public NtpClock clock() {
            return requirePeer().clock();
        }

        @Override
        public void send(SendTrack track, byte[] bytes, int offset, int length) {
            PeerSession to = peer;
            if (to != null) {
                to.send(bytes, offset, length);
            }
        }

        @Override
        public void requestKeyFrame(MediaKind kind, int encoding) {
            WebRtcEndpoint.this.requestKeyFrame(kind, encoding);
        }
    }

    /** The way of data channels to the peer. */
    private final class DataWire implements DataLink.Wire {
        @Override
        public long nowNs() {
            return pipeline().services().loop().nowNs();
        }

        @Override
        public void transmit(byte[] bytes, int offset, int length) {
            if (peer != null) {
                peer.sendData(bytes, offset, length);
                peer.reschedule();
            }
        }

        @Override
        public BiConsumer<String, Integer> events() {
            return (event, channelId) -> raise(event, Map.of("channelId", (long) channelId));
        }
    }
}
