package org.kaskado.track;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.kaskado.feedback.NtpClock;
import org.kaskado.feedback.SendStatistics;
import org.kaskado.forward.ForwardReceiver;
import org.kaskado.forward.ForwardReport;
import org.kaskado.forward.Layers;
import org.kaskado.forward.ReceiverConfig;
import org.kaskado.forward.ViewerBandwidth;
import org.kaskado.frame.Caps;
import org.kaskado.payload.PayloadCodec;
import org.kaskado.pipeline.NodeDemand;
import org.kaskado.pipeline.PacketSource;
import org.kaskado.pipeline.PacketTaker;
import org.kaskado.pipeline.PlannedInputs;
import org.kaskado.pipeline.SinkPad;
import org.kaskado.pipeline.SinkPolicy;
import org.kaskado.rtp.ExtensionIds;
import org.kaskado.rtp.HeaderExtension;
import org.kaskado.session.CodecConfig;
import org.kaskado.session.SendTrack;

/**
 * What a peer is sent in one medium, from one sink pad: packets of another peer as they come, or frames of the worker cut into
 * packets. SSRC and sequence numbers go on through every change of source. Lives on the pipeline's loop.
 */
public final class Subscription implements PacketTaker, SinkPolicy {
    private final Downstream downstream;
    private final FrameOutlet frames;
    private @Nullable SinkPad pad;
    private @Nullable SendTrack track;
    private @Nullable TrackSource source;
    private @Nullable ForwardReceiver receiver;
    private boolean isOpen;
    private long packets;

    /** The peer. */
    public interface Downstream {
        long nowNs();

        RandomGenerator random();

        /** Wallclock of the session. */
        NtpClock ntpClock();

        /** The peer's share of the network, which all its tracks have together. */
        ViewerBandwidth bandwidth();

        /** Protect and send a packet, and count it as the track's; the bytes are borrowed and not changed. */
        void send(SendTrack track, byte[] data, int offset, int length);

        /** Protect and send a packet again, or a probe; likewise, but not counted. */
        void resend(SendTrack track, byte[] data, int offset, int length);
    }

    /** @param key names the worker node that frames come from; unique in the pipeline */
    public Subscription(String key, Downstream downstream) {
        this.downstream = downstream;
        this.frames = new FrameOutlet(key, this::feed, downstream);
    }

    /** Takes its place behind a pad. */
    public void bind(SinkPad sinkPad) {
        pad = sinkPad;
        sinkPad.takePackets(this);
        sinkPad.countBy(() -> packets);
    }

    /** Takes what was negotiated; null when nothing is sent in this medium. */
    public void negotiated(@Nullable SendTrack newTrack) {
        track = newTrack != null && newTrack.isActive() ? newTrack : null;
        if (newTrack != null) {
            newTrack.follow(this::timestampAt);
        }
        if (track == null) {
            rest();
        }
        reattach();
    }

    /** Packets can be sent from now on, or no longer. */
    public void open(boolean opened) {
        isOpen = opened;
        reattach();
    }

    @Override
    public void onPackets(@Nullable PacketSource packetSource) {
        feed(packetSource instanceof TrackSource given ? given : null);
    }

    /** The frames of the worker node that is wanted now, if any. */
    public List<NodeDemand> nodes(PlannedInputs inputs) {
        SinkPad own = pad;
        return own == null ? List.of() : frames.nodes(own, inputs, track);
    }

    @Override
    public boolean accepts(Caps offered) {
        SendTrack known = track;
        return known == null || codecFor(known, offered) != null;
    }

    @Override
    public Caps target(Caps offered) {
        SendTrack known = track;
        if (known != null) {
            for (CodecConfig codec : known.flow().mediaCodecs()) {
                Optional<PayloadCodec> format = TrackCaps.formatOf(codec);
                if (format.isPresent() && FrameOutlet.isEncodable(format.get())) {
                    return TrackCaps.of(codec, format.get());
                }
            }
        }
        return offered;
    }

    /** The peer misses a packet; whether it was sent again. */
    public boolean onNack(long nowNs, int sequenceNumber) {
        ForwardReceiver to = receiver;
        TrackSource from = source;
        return to != null && from != null && to.onNack(nowNs, sequenceNumber, from.output());
    }

    /** The peer needs a key frame. */
    public void onKeyFrameRequest(long nowNs) {
        ForwardReceiver to = receiver;
        TrackSource from = source;
        if (to != null && from != null) {
            to.onKeyFrameRequest(nowNs, from.output());
        }
    }

    public void setRttNs(long rttNs) {
        if (receiver != null) {
            receiver.setRttNs(rttNs);
        }
    }

    /**
     * The outgoing RTP timestamp of what is captured at a time of ours: the publisher's report, moved from its clock to ours.
     * All tracks of a publisher are moved by the same, so that lips and voice agree at the viewer.
     */
    long timestampAt(long nowNs) {
        ForwardReceiver to = receiver;
        TrackSource from = source;
        ForwardReport report = to == null ? null : to.report(nowNs);
        if (from == null || report == null || to == null) {
            return SendStatistics.UNKNOWN;
        }
        SenderClock clock = from.clock();
        long peerNs = clock == null
                ? NtpClock.unixNsOf(downstream.ntpClock().ntpAt(nowNs))
                : clock.peerUnixNs(nowNs, NtpClock.unixNsOf(report.ntp()));
        long aheadUs = TimeUnit.NANOSECONDS.toMicros(peerNs - NtpClock.unixNsOf(report.ntp()));
        long ticks = aheadUs * from.source().config().clockRateHz() / TimeUnit.SECONDS.toMicros(1);
        return (report.rtpTimestamp() + ticks) & 0xFFFF_FFFFL;
    }

    /** What is sent now, or null while nothing is. */
    public @Nullable CodecConfig codec() {
        SendTrack to = track;
        TrackSource from = source;
        if (to == null || from == null) {
            return null;
        }
        String name = from.source().config().codec().encodingName();
        return to.flow().mediaCodecs().stream()
                .filter(codec -> codec.is(name))
                .findFirst()
                .orElse(null);
    }

    /** What is forwarded now, or null while nothing is. */
    public @Nullable Layers layers() {
        return receiver == null ? null : receiver.current();
    }

    /** Packets that were sent, retransmissions aside. */
    public long packets() {
        return packets;
    }

    /** Packets that were sent again. */
    public long packetsResent() {
        return receiver == null ? 0 : receiver.packetsResent();
    }

    public void close() {
        feed(null);
        frames.close();
        track = null;
    }

    void send(byte[] data, int offset, int length) {
        SendTrack to = track;
        if (to != null && isOpen) {
            packets++;
            downstream.send(to, data, offset, length);
        }
    }

    void resend(byte[] data, int offset, int length) {
        SendTrack to = track;
        if (to != null && isOpen) {
            downstream.resend(to, data, offset, length);
        }
    }

    static @Nullable CodecConfig codecFor(SendTrack track, Caps caps) {
        for (CodecConfig codec : track.flow().mediaCodecs()) {
            Optional<PayloadCodec> format = TrackCaps.formatOf(codec);
            if (format.isPresent() && format.get().frameCodec().equals(caps.codec())) {
                return codec;
            }
        }
        return null;
    }

    private void feed(@Nullable TrackSource newSource) {
        if (!Objects.equals(newSource, source)) {
            if (newSource == null) {
                rest();
            }
            source = newSource;
            reattach();
        }
    }

    /** Nothing is forwarded until source and peer are joined again. */
    private void rest() {
        ForwardReceiver to = receiver;
        TrackSource from = source;
        if (to != null && from != null) {
            downstream.bandwidth().detach(to);
            to.pause(downstream.nowNs(), from.output());
        }
    }

    /** Joins source and peer when both are there. */
    private void reattach() {
        TrackSource from = source;
        SendTrack to = track;
        if (from == null || to == null || !isOpen) {
            return;
        }
        long nowNs = downstream.nowNs();
        ForwardReceiver present = receiver;
        if (present == null || present.config().ssrc() != to.stream().ssrc()) {
            if (present != null) {
                downstream.bandwidth().detach(present);
                present.source().remove(nowNs, present, from.output());
            }
            present = from.source()
                    .add(
                            config(from, to),
                            TrackCaps.map(from.codecs(), to.flow().codecs()));
            present.attach(this);
            receiver = present;
        } else if (present.source() != from.source()) {
            present.moveTo(
                    nowNs, from.source(), TrackCaps.map(from.codecs(), to.flow().codecs()), from.output());
        }
        present.resume(nowNs, from.output());
        downstream.bandwidth().attach(nowNs, present, from.output());
    }

    private static boolean hasTransportFeedback(SendTrack to) {
        return to.extensions().idOf(HeaderExtension.TRANSPORT_CC) != ExtensionIds.ABSENT
                && to.flow().mediaCodecs().stream().anyMatch(codec -> codec.hasFeedback("transport-cc"));
    }

    private ReceiverConfig config(TrackSource from, SendTrack to) {
        CodecConfig rtx = null;
        String codec = from.source().config().codec().encodingName();
        for (CodecConfig outgoing : to.flow().mediaCodecs()) {
            rtx = rtx == null && outgoing.is(codec) ? to.flow().rtxOf(outgoing.payloadType()) : rtx;
        }
        boolean hasRtx = rtx != null && to.stream().hasRtx();
        return new ReceiverConfig(
                to.stream().ssrc(),
                hasRtx ? to.stream().rtxSsrc() : ReceiverConfig.NO_RTX,
                rtx == null ? 0 : rtx.payloadType(),
                to.extensions(),
                to.config().extensions().allowsMixed(),
                to.mid().getBytes(StandardCharsets.UTF_8),
                downstream.random().nextInt(0x8000),
                hasTransportFeedback(to) ? downstream.bandwidth() : null);
    }
}
