package org.kaskado.track;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.kaskado.feedback.EstimatorConfig;
import org.kaskado.feedback.NtpClock;
import org.kaskado.forward.ViewerBandwidth;
import org.kaskado.frame.MediaKind;
import org.kaskado.net.PacketBuffer;
import org.kaskado.pipeline.Element;
import org.kaskado.pipeline.NodeDemand;
import org.kaskado.pipeline.PlannedInputs;
import org.kaskado.pipeline.SinkPolicy;
import org.kaskado.rtcp.Twcc;
import org.kaskado.rtp.RtpHeader;
import org.kaskado.session.CodecConfig;
import org.kaskado.session.ReceiveTrack;
import org.kaskado.session.SendTrack;

/**
 * Sound and picture of one peer on the pads of its endpoint: a {@link Publication} and a {@link Subscription} for each. The
 * first active track of a medium is the pad's. Lives on the pipeline's loop.
 */
public final class PeerTracks {
    private static final List<MediaKind> KINDS = List.of(MediaKind.AUDIO, MediaKind.VIDEO);

    private final Element endpoint;
    private final Peer peer;
    private final RandomGenerator random;
    private final SenderClock senderClock = new SenderClock();
    private final ViewerBandwidth bandwidth = new ViewerBandwidth(EstimatorConfig.standard());
    private final Map<MediaKind, Publication> publications = new EnumMap<>(MediaKind.class);
    private final Map<MediaKind, ReceiveTrack> received = new EnumMap<>(MediaKind.class);
    private final Map<MediaKind, Subscription> subscriptions = new EnumMap<>(MediaKind.class);

    /** The way to the peer. */
    public interface Peer {
        /** Wallclock of the session. */
        NtpClock clock();

        /** Protects and sends a packet; the bytes are borrowed and not changed. */
        void send(SendTrack track, byte[] data, int offset, int length);

        /** Asks for a key frame of an encoding; already merged and limited in rate. */
        void requestKeyFrame(MediaKind kind, int encoding);
    }

    /** Makes the sink side; {@link #bind} follows when the endpoint has its pads. */
    public PeerTracks(Element endpoint, Peer peer, RandomGenerator random) {
        this.endpoint = endpoint;
        this.peer = peer;
        this.random = random;
        for (MediaKind kind : KINDS) {
            subscriptions.put(kind, new Subscription("rtp-out:" + endpoint.id() + ":" + kind, new Way()));
        }
    }

    /** What the endpoint's sink pads take. */
    public Function<MediaKind, @Nullable SinkPolicy> policies() {
        return subscriptions::get;
    }

    /** Takes its place behind the pads. */
    public void bind() {
        for (MediaKind kind : KINDS) {
            subscription(kind).bind(endpoint.sink(kind));
            publications.put(
                    kind,
                    new Publication(
                            endpoint.source(kind),
                            "rtp-in:" + endpoint.id() + ":" + kind,
                            senderClock,
                            encoding -> peer.requestKeyFrame(kind, encoding)));
        }
    }

    /** What is sent in a medium. */
    public Subscription subscription(MediaKind kind) {
        return Objects.requireNonNull(subscriptions.get(kind), "audio and video have one");
    }

    /** What the way to the peer carries. */
    public ViewerBandwidth bandwidth() {
        return bandwidth;
    }

    /** What comes in a medium. */
    public Publication publication(MediaKind kind) {
        return Objects.requireNonNull(publications.get(kind), "audio and video have one");
    }

    /** Takes what a medium has become by an agreement; null when nothing is sent, or nothing comes. */
    public void negotiated(MediaKind kind, @Nullable ReceiveTrack receiveTrack, @Nullable SendTrack sent) {
        subscription(kind).negotiated(sent);
        ReceiveTrack former = received.remove(kind);
        boolean isReceiving = receiveTrack != null && receiveTrack.isActive();
        if (receiveTrack != null && isReceiving) {
            received.put(kind, receiveTrack);
        }
        if (!isReceiving || (former != null && former != receiveTrack)) {
            publication(kind).close();
        }
    }

    private boolean isOfPad(ReceiveTrack track) {
        return received.get(track.kind()) == track;
    }

    /** Whether packets can be sent now. */
    public void open(boolean isOpen) {
        KINDS.forEach(kind -> open(kind, isOpen));
    }

    /** As {@link #open(boolean)}, for one medium. */
    public void open(MediaKind kind, boolean isOpen) {
        subscription(kind).open(isOpen);
    }

    /** The worker nodes that are wanted now. */
    public List<NodeDemand> nodes(PlannedInputs inputs) {
        List<NodeDemand> demands = new ArrayList<>();
        publications.values().forEach(publication -> demands.addAll(publication.nodes(inputs)));
        subscriptions.values().forEach(subscription -> demands.addAll(subscription.nodes(inputs)));
        return demands;
    }

    /** A plain packet of the peer; borrowed. */
    public void onPacket(long nowNs, ReceiveTrack track, int encoding, CodecConfig codec, PacketBuffer packet) {
        if (isOfPad(track)) {
            publication(track.kind()).onPacket(nowNs, track, encoding, codec, packet);
        }
    }

    public void onSenderReport(long nowNs, ReceiveTrack track, int encoding, long ntp, long rtpTimestamp) {
        if (isOfPad(track)) {
            publication(track.kind()).onSenderReport(nowNs, encoding, ntp, rtpTimestamp);
        }
    }

    /** Packets of the peer are lost for good. */
    public void onLost(long nowNs, ReceiveTrack track, int encoding) {
        if (track.kind() == MediaKind.VIDEO && isOfPad(track)) {
            publication(track.kind()).onLost(nowNs, encoding);
        }
    }

    public void onKeyFrameRequest(long nowNs, SendTrack track) {
        subscription(track.kind()).onKeyFrameRequest(nowNs);
    }

    public void onNack(long nowNs, SendTrack track, int sequenceNumber) {
        subscription(track.kind()).onNack(nowNs, sequenceNumber);
    }

    /** The peer sends an encoding under another SSRC from now on. */
    public void onRestarted(long nowNs, ReceiveTrack track, int encoding) {
        if (isOfPad(track)) {
            publication(track.kind()).onRestart(nowNs, encoding);
        }
    }

    /**
     * When packets that we sent came to the peer.
     *
     * @param rttNs round trip, 0 while it is not known
     */
    public void onTransportFeedback(long nowNs, long rttNs, Twcc feedback) {
        learnRoundTrip(rttNs);
        bandwidth.onTwcc(nowNs, feedback);
    }

    /**
     * The peer's own estimate of what it can receive, bit/s.
     *
     * @param rttNs round trip, 0 while it is not known
     */
    public void onReceiverEstimate(long nowNs, long rttNs, long bps) {
        learnRoundTrip(rttNs);
        bandwidth.onRemb(nowNs, bps);
    }

    private void learnRoundTrip(long rttNs) {
        if (rttNs > 0) {
            bandwidth.setRttNs(rttNs);
            KINDS.forEach(kind -> subscription(kind).setRttNs(rttNs));
        }
    }

    /** The peer said goodbye to a track. */
    public void onEnded(ReceiveTrack track) {
        if (isOfPad(track)) {
            publication(track.kind()).close();
            endpoint.pipeline().replan();
        }
    }

    public void onTime(long nowNs) {
        bandwidth.onTime(nowNs);
        publications.values().forEach(publication -> publication.onTime(nowNs));
    }

    public long deadlineNs() {
        long deadlineNs = bandwidth.deadlineNs();
        for (Publication publication : publications.values()) {
            deadlineNs = Math.min(deadlineNs, publication.deadlineNs());
        }
        return deadlineNs;
    }

    public void close() {
        publications.values().forEach(Publication::close);
        subscriptions.values().forEach(Subscription::close);
    }

    /** The way of packets to the peer, counted. */
    private final class Way implements Subscription.Downstream {
        @Override
        public long nowNs() {
            return endpoint.pipeline().services().loop().nowNs();
        }

        @Override
        public RandomGenerator random() {
            return random;
        }

        @Override
        public NtpClock ntpClock() {
            return peer.clock();
        }

        @Override
        public ViewerBandwidth bandwidth() {
            return bandwidth;
        }

        @Override
        public void send(SendTrack track, byte[] bytes, int offset, int length) {
            peer.send(track, bytes, offset, length);
            track.sent(nowNs(), RtpHeader.timestamp(bytes, offset), RtpHeader.payloadLength(bytes, offset, length));
        }

        @Override
        public void resend(SendTrack track, byte[] bytes, int offset, int length) {
            peer.send(track, bytes, offset, length);
        }
    }
}
