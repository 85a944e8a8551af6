package org.kaskado.element.rtp;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kaskado.connector.MediaErrorCode;
import org.kaskado.feedback.NtpClock;
import org.kaskado.frame.MediaKind;
import org.kaskado.net.PacketBuffer;
import org.kaskado.pipeline.Arguments;
import org.kaskado.pipeline.Element;
import org.kaskado.pipeline.ElementType;
import org.kaskado.pipeline.NodeDemand;
import org.kaskado.pipeline.OperationTable;
import org.kaskado.pipeline.Pipeline;
import org.kaskado.pipeline.PlannedInputs;
import org.kaskado.pipeline.SourcePad;
import org.kaskado.session.CodecConfig;
import org.kaskado.session.ReceiveTrack;
import org.kaskado.session.SendTrack;
import org.kaskado.session.SessionConfig;
import org.kaskado.track.EndpointSettings;
import org.kaskado.track.MediaPresence;
import org.kaskado.track.PeerTracks;
import org.kaskado.track.SdpExchange;
import org.kaskado.track.TrackStatistics;

/**
 * One peer of plain RTP or SRTP: what it sends leaves the source pads, what comes into the sink pads is sent to it. The first
 * active audio and video sections of the description are the pads' tracks. It ends by itself only when the peer says BYE to
 * all that it sends.
 */
public final class RtpEndpoint extends Element implements RtpListener, SdpExchange.Owner, EndpointSettings.Owner {
    private static final List<MediaKind> KINDS = List.of(MediaKind.AUDIO, MediaKind.VIDEO);

    private final RtpServices services;
    private final SdesKeys keys;
    private final EndpointSettings settings = EndpointSettings.ofRtp();
    private final MediaPresence presence = new MediaPresence(this);
    private final RtpPeers peers;
    private final PeerTracks tracks;
    private final Map<MediaKind, RtpPeer> senders = new EnumMap<>(MediaKind.class);
    private @Nullable SdpExchange descriptions;
    private long lastPacketNs;
    private boolean isConnected;
    private boolean isStarted;
    private boolean isTerminated;

    private RtpEndpoint(RtpServices services, Pipeline pipeline, ElementType.Identity identity, Arguments arguments) {
        super(pipeline, identity);
        this.services = services;
        this.keys = SdesKeys.of(arguments.has("crypto") ? arguments.register("crypto") : Map.of());
        NtpClock clock = new NtpClock(
                pipeline.services().loop().nowNs(), pipeline.services().wallclockMs() * 1_000_000);
        this.peers = new RtpPeers(services, pipeline.services().loop(), this, clock, arguments.flag("useIpv6"));
        this.tracks = new PeerTracks(this, new Way(), services.random());
        giveSources(kind -> SourcePad.Origin.PRODUCES);
        giveSinks(tracks.policies());
        tracks.bind();
    }

    /** The class of endpoints that use these services. */
    public static ElementType<RtpEndpoint> type(RtpServices services) {
        return new ElementType<>(
                "RtpEndpoint",
                operations(),
                (pipeline, identity, arguments) -> new RtpEndpoint(services, pipeline, identity, arguments));
    }

    private static OperationTable<RtpEndpoint> operations() {
        OperationTable.Builder<RtpEndpoint> table =
                OperationTable.of(RtpEndpoint.class).inherit(Element.OPERATIONS);
        EndpointSettings.describe(table, EndpointSettings.ofRtp());
        SdpExchange.describe(table);
        table.property("mediaState", endpoint -> endpoint.presence.state())
                .property("connectionState", RtpEndpoint::connectionState)
                .action("requestKeyframe", endpoint -> endpoint.requestKeyFrame(MediaKind.VIDEO, 0))
                .answer("getStats", RtpEndpoint::statistics);
        return table.build();
    }

    @Override
    public EndpointSettings settings() {
        return settings;
    }

    /** The descriptions; made when first needed, with the settings of then. */
    @Override
    public SdpExchange descriptions() {
        if (descriptions == null) {
            descriptions = RtpNegotiation.begin(settings, keys, services.random(), peers::address, this::agreed);
        }
        return descriptions;
    }

    /** Runs from a new agreement. */
    private void agreed(SessionConfig config) {
        peers.configure(config, wrong -> raiseError(MediaErrorCode.SDP_UNACCEPTABLE, wrong));
        if (config.isEmpty() && !config.rejections().isEmpty()) {
            raiseError(
                    MediaErrorCode.SDP_UNACCEPTABLE,
                    "nothing of the description can be carried: " + String.join("; ", config.rejections()));
        }
        for (MediaKind kind : KINDS) {
            RtpPeer receiving = peers.first(kind, RtpEndpoint::receives);
            RtpPeer sending = peers.first(kind, RtpEndpoint::sends);
            senders.remove(kind);
            if (sending != null) {
                senders.put(kind, sending);
            }
            tracks.negotiated(
                    kind,
                    receiving == null ? null : receiving.receiveTrack(),
                    sending == null ? null : sending.sendTrack());
        }
        pipeline().replan();
        if (!isStarted) {
            isStarted = true;
            raise("MediaSessionStarted", Map.of());
        }
        open();
    }

    private static boolean receives(RtpPeer peer) {
        ReceiveTrack track = peer.receiveTrack();
        return track != null && track.isActive();
    }

    private static boolean sends(RtpPeer peer) {
        SendTrack track = peer.sendTrack();
        return track != null && track.isActive();
    }

    private void open() {
        for (MediaKind kind : KINDS) {
            RtpPeer sending = senders.get(kind);
            tracks.open(kind, sending != null && sending.transport().canSend());
        }
        boolean isUp = peers.all().stream().anyMatch(peer -> peer.transport().canSend());
        if (isUp != isConnected) {
            String former = connectionState();
            isConnected = isUp;
            raise("ConnectionStateChanged", Map.of("oldState", former, "newState", connectionState()));
        }
    }

    private String connectionState() {
        return isConnected ? "CONNECTED" : "DISCONNECTED";
    }

    private void requestKeyFrame(MediaKind kind, int encoding) {
        RtpPeer peer = peers.first(kind, RtpEndpoint::receives);
        if (peer != null) {
            peer.requestKeyFrame(encoding);
            peer.reschedule();
        }
    }

    private Map<String, @Nullable Object> statistics(Arguments arguments) {
        TrackStatistics statistics = new TrackStatistics(this);
        for (RtpPeer peer : peers.all()) {
            ReceiveTrack track = peer.receiveTrack();
            if (peer.rtp() != null && track != null) {
                statistics.add(peer.rtp(), tracks, "transport-" + track.mid(), arguments.stringOrNull("mediaType"));
                statistics.add(
                        "transport-" + track.mid(),
                        peer.transport().counters(),
                        peer.transport().canSend());
            }
        }
        return statistics.found();
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
        peers.close();
    }

    @Override
    public void onReachable(RtpPeer peer) {
        open();
    }

    @Override
    public void onPacket(long nowNs, ReceiveTrack track, int encoding, CodecConfig codec, PacketBuffer packet) {
        tracks.onPacket(nowNs, track, encoding, codec, packet);
        lastPacketNs = nowNs;
        presence.become(true);
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
    public void onEnded(ReceiveTrack track) {
        tracks.onEnded(track);
        boolean isOver = peers.all().stream().filter(RtpEndpoint::receives).allMatch(RtpPeer::hasEnded);
        if (isOver) {
            presence.become(false);
            if (!isTerminated) {
                isTerminated = true;
                raise("MediaSessionTerminated", Map.of());
            }
        }
    }

    @Override
    public void onTime(long nowNs, RtpPeer peer) {
        tracks.onTime(nowNs);
        if (presence.isPresent() && nowNs >= silentNs()) {
            presence.become(false);
        }
    }

    @Override
    public long deadlineNs(RtpPeer peer) {
        return Math.min(tracks.deadlineNs(), presence.isPresent() ? silentNs() : Long.MAX_VALUE);
    }

    /** When media counts as gone unless something comes. */
    private long silentNs() {
        return lastPacketNs + services.silence().toNanos();
    }

    /** The way of packets to the peer. */
    private final class Way implements PeerTracks.Peer {
        @Override
        public NtpClock clock() {
            return peers.clock();
        }

        @Override
        public void send(SendTrack track, byte[] data, int offset, int length) {
            RtpPeer to = senders.get(track.kind());
            if (to != null) {
                to.send(data, offset, length);
            }
        }

        @Override
        public void requestKeyFrame(MediaKind kind, int encoding) {
            RtpEndpoint.this.requestKeyFrame(kind, encoding);
        }
    }
}
