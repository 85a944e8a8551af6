package org.kaskado.element.webrtc;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.kaskado.connector.MediaErrorCode;
import org.kaskado.connector.MediaException;
import org.kaskado.dtls.DtlsAgreement;
import org.kaskado.dtls.DtlsClose;
import org.kaskado.dtls.DtlsProvider;
import org.kaskado.feedback.NtpClock;
import org.kaskado.forward.TransportSequence;
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
import org.kaskado.rtp.RtpHeader;
import org.kaskado.session.CodecConfig;
import org.kaskado.session.Direction;
import org.kaskado.session.Fingerprint;
import org.kaskado.session.MediaConfig;
import org.kaskado.session.ReceiveTrack;
import org.kaskado.session.RtpSession;
import org.kaskado.session.SendTrack;
import org.kaskado.session.SessionConfig;
import org.kaskado.track.Publication;
import org.kaskado.track.SenderClock;
import org.kaskado.track.Subscription;

/**
 * One WebRTC peer: what it sends leaves the source pads, what comes into the sink pads is sent to it. The first active audio
 * and video sections of the description are the pads' tracks.
 */
public final class WebRtcEndpoint extends Element implements PeerListener, EndpointNegotiation.Peers {
    private final WebRtcServices services;
    private final DtlsProvider certificate;
    private final EndpointSettings settings = new EndpointSettings();
    private final EndpointStates states = new EndpointStates(this);
    private final EndpointNegotiation.Wishes wishes;
    private final SenderClock senderClock = new SenderClock();
    private final Map<MediaKind, Publication> publications = new EnumMap<>(MediaKind.class);
    private final Map<MediaKind, Subscription> subscriptions = new EnumMap<>(MediaKind.class);
    private @Nullable EndpointNegotiation negotiation;
    private @Nullable PeerSession peer;
    private @Nullable DataLink data;
    private @Nullable SessionConfig agreed;

    private WebRtcEndpoint(
            WebRtcServices services, Pipeline pipeline, ElementType.Identity identity, Arguments arguments) {
        super(pipeline, identity);
        this.services = services;
        this.certificate = services.certificate(arguments.string("certificateKeyType"));
        boolean receivesOnly = arguments.flag("recvonly");
        boolean sendsOnly = arguments.flag("sendonly");
        Direction direction = receivesOnly == sendsOnly ? Direction.SENDRECV : Direction.of(sendsOnly, receivesOnly);
        this.wishes = new EndpointNegotiation.Wishes(direction, arguments.flag("useDataChannels"), 0, 0);
        for (MediaKind kind : List.of(MediaKind.AUDIO, MediaKind.VIDEO)) {
            subscriptions.put(kind, new Subscription("rtp-out:" + id() + ":" + kind, new Downstream()));
        }
        giveSources(kind -> SourcePad.Origin.PRODUCES);
        giveSinks(subscriptions::get);
        subscriptions.forEach((kind, subscription) -> subscription.bind(sink(kind)));
        for (MediaKind kind : List.of(MediaKind.AUDIO, MediaKind.VIDEO)) {
            publications.put(
                    kind,
                    new Publication(
                            source(kind),
                            "rtp-in:" + id() + ":" + kind,
                            senderClock,
                            encoding -> requestKeyFrame(kind, encoding)));
        }
    }

    /** The class of endpoints that use these services. */
    public static ElementType<WebRtcEndpoint> type(WebRtcServices services) {
        return new ElementType<>(
                "WebRtcEndpoint",
                EndpointOperations.table(),
                (pipeline, identity, arguments) -> new WebRtcEndpoint(services, pipeline, identity, arguments));
    }

    EndpointSettings settings() {
        return settings;
    }

    EndpointStates states() {
        return states;
    }

    @Nullable
    PeerSession peer() {
        return peer;
    }

    @Nullable
    DataLink data() {
        return data;
    }

    Subscription subscription(MediaKind kind) {
        return Objects.requireNonNull(subscriptions.get(kind), "audio and video have one");
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
    public PeerSession session(IceRole role) {
        if (peer == null) {
            peer = new PeerSession(
                    pipeline().services().loop(),
                    services,
                    certificate,
                    this,
                    new PeerSession.Start(role, pipeline().services().wallclockMs(), externals()));
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
        for (MediaKind kind : subscriptions.keySet()) {
            Subscription subscription = subscription(kind);
            subscription.negotiated(sendTrack(kind));
            ReceiveTrack received = receiveTrack(kind);
            if (received == null || !received.isActive()) {
                publication(kind).close();
            }
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

    private Publication publication(MediaKind kind) {
        return Objects.requireNonNull(publications.get(kind), "audio and video have one");
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
        List<NodeDemand> demands = new ArrayList<>();
        publications.values().forEach(publication -> demands.addAll(publication.nodes(inputs)));
        subscriptions.values().forEach(subscription -> demands.addAll(subscription.nodes(inputs)));
        return demands;
    }

    @Override
    protected boolean isWatched() {
        return true;
    }

    @Override
    protected void onClose() {
        publications.values().forEach(Publication::close);
        subscriptions.values().forEach(Subscription::close);
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
        states.onDtls("CONNECTED");
        if (data != null && agreed != null) {
            var dtls = agreed.transports().get(0).dtls();
            data.start(dtls != null && dtls.isClient());
        }
        open();
    }

    private void open() {
        boolean isOpen = peer != null && peer.transport().isKeyed();
        subscriptions.values().forEach(subscription -> subscription.open(isOpen));
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
        Publication publication = publications.get(track.kind());
        if (publication != null) {
            publication.onPacket(nowNs, track, encoding, codec, packet);
            states.mediaFlows(true);
        }
    }

    @Override
    public void onSenderReport(long nowNs, ReceiveTrack track, int encoding, long ntp, long rtpTimestamp) {
        publication(track.kind()).onSenderReport(nowNs, encoding, ntp, rtpTimestamp);
    }

    @Override
    public void onLost(long nowNs, ReceiveTrack track, int encoding) {
        if (track.kind() == MediaKind.VIDEO) {
            publication(track.kind()).onLost(nowNs, encoding);
        }
    }

    @Override
    public void onKeyFrameRequest(long nowNs, SendTrack track) {
        subscription(track.kind()).onKeyFrameRequest(nowNs);
    }

    @Override
    public void onNack(long nowNs, SendTrack track, int sequenceNumber) {
        subscription(track.kind()).onNack(nowNs, sequenceNumber);
    }

    @Override
    public void onEnded(ReceiveTrack track) {
        publication(track.kind()).close();
        pipeline().replan();
    }

    @Override
    public void onData(long nowNs, byte[] bytes, int offset, int length) {
        if (data != null) {
            data.onPacket(nowNs, bytes, offset, length);
        }
    }

    @Override
    public void onTime(long nowNs) {
        publications.values().forEach(publication -> publication.onTime(nowNs));
        if (data != null) {
            data.onTime(nowNs);
        }
    }

    @Override
    public long deadlineNs() {
        long deadlineNs = data == null ? Long.MAX_VALUE : data.deadlineNs();
        for (Publication publication : publications.values()) {
            deadlineNs = Math.min(deadlineNs, publication.deadlineNs());
        }
        return deadlineNs;
    }

    /** The way of packets to the peer. */
    private final class Downstream implements Subscription.Downstream {
        @Override
        public long nowNs() {
            return pipeline().services().loop().nowNs();
        }

        @Override
        public RandomGenerator random() {
            return services.random();
        }

        @Override
        public NtpClock ntpClock() {
            return requirePeer().clock();
        }

        @Override
        public @Nullable TransportSequence transportSequence() {
            return null;
        }

        @Override
        public void send(SendTrack track, byte[] bytes, int offset, int length, int transportSequence) {
            PeerSession to = peer;
            if (to != null) {
                to.send(bytes, offset, length);
                if (RtpHeader.ssrc(bytes, offset) == track.stream().ssrc()) {
                    track.sent(
                            nowNs(),
                            RtpHeader.timestamp(bytes, offset),
                            RtpHeader.payloadLength(bytes, offset, length));
                }
            }
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
