package org.kaskado.session;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kaskado.feedback.NtpClock;
import org.kaskado.forward.ForwardOutput;
import org.kaskado.forward.ForwardReceiver;
import org.kaskado.forward.ForwardSource;
import org.kaskado.forward.ForwardSourceConfig;
import org.kaskado.frame.MediaKind;
import org.kaskado.net.PacketBuffer;
import org.kaskado.payload.PayloadCodec;
import org.kaskado.rtp.ExtensionIds;

/** A fan-out: of what a peer sends, or of what a publisher makes itself. */
final class Feed implements ForwardOutput, VirtualWire.Node {
    private final MediaKind kind;
    private final PayloadCodec codec;
    private final ForwardSource source;
    private final List<Integer> payloadTypes = new ArrayList<>();
    private final @Nullable Peer upstream;
    private final NtpClock publisherClock;
    final List<String> wanted = new ArrayList<>();
    int keyFrameRequests;
    private final boolean[] isKeyFrameWanted = {true, true, true};

    private Feed(
            VirtualWire wire, MediaKind kind, ForwardSourceConfig config, @Nullable Peer upstream, NtpClock clock) {
        this.kind = kind;
        this.codec = config.codec();
        this.source = new ForwardSource(config);
        this.upstream = upstream;
        this.publisherClock = clock;
        wire.attach(this);
    }

    /** Of a publisher's own packets, whose payload type is {@code Publisher.PAYLOAD_TYPE}. */
    static Feed local(Peer publisher, MediaKind kind) {
        Feed feed = new Feed(publisher.wire, kind, config(kind, 1, ExtensionIds.none()), null, publisher.clock);
        feed.payloadTypes.add(Publisher.PAYLOAD_TYPE);
        return feed;
    }

    /** Of a publisher's simulcast, as if it had just been received. */
    static Feed simulcast(VirtualWire wire, NtpClock clock, int encodings) {
        Feed feed =
                new Feed(wire, MediaKind.VIDEO, config(MediaKind.VIDEO, encodings, ExtensionIds.none()), null, clock);
        feed.payloadTypes.add(Publisher.PAYLOAD_TYPE);
        return feed;
    }

    /** Of what a peer sends. */
    static Feed of(Peer end, Peer publisher, MediaKind kind) {
        ReceiveTrack track = end.receiveTrack(kind);
        Feed feed = new Feed(end.wire, kind, config(kind, track.encodings(), track.extensions()), end, publisher.clock);
        for (CodecConfig codec : track.flow().mediaCodecs()) {
            if (codec.is(feed.codec.encodingName())) {
                feed.payloadTypes.add(codec.payloadType());
            }
        }
        end.feeds.put(kind, feed);
        return feed;
    }

    private static ForwardSourceConfig config(MediaKind kind, int encodings, ExtensionIds extensions) {
        return kind == MediaKind.VIDEO
                ? ForwardSourceConfig.video(PayloadCodec.VP8, encodings, extensions)
                : ForwardSourceConfig.audio(PayloadCodec.OPUS, extensions);
    }

    PayloadCodec codec() {
        return codec;
    }

    ForwardSource source() {
        return source;
    }

    List<Integer> payloadTypes() {
        return payloadTypes;
    }

    /** The publisher's wallclock, exactly: what a shell learns from its first report. */
    long publisherUnixNs(long nowNs) {
        return NtpClock.unixNsOf(publisherClock.ntpAt(nowNs));
    }

    /** Whether an encoding's next frame shall be a key frame; asked once per wish. */
    boolean takeKeyFrameWish(int encoding) {
        boolean isWanted = isKeyFrameWanted[encoding];
        isKeyFrameWanted[encoding] = false;
        return isWanted;
    }

    void onPacket(long nowNs, int encoding, PacketBuffer packet) {
        source.onPacket(nowNs, encoding, packet, this);
    }

    @Override
    public void onTime(long nowNs) {
        source.onTime(nowNs, this);
    }

    @Override
    public long deadlineNs() {
        return source.deadlineNs();
    }

    @Override
    public void send(ForwardReceiver receiver, byte[] data, int offset, int length, int transportSequence) {
        TrackOut out = TrackOut.of(receiver);
        if (out != null) {
            out.send(data, offset, length);
        }
    }

    @Override
    public void resend(ForwardReceiver receiver, byte[] data, int offset, int length, int transportSequence) {
        TrackOut out = TrackOut.of(receiver);
        if (out != null) {
            out.resend(data, offset, length);
        }
    }

    @Override
    public void requestKeyFrame(ForwardSource from, int encoding) {
        keyFrameRequests++;
        isKeyFrameWanted[encoding] = true;
        if (upstream != null) {
            upstream.rtp().requestKeyFrame(upstream.receiveTrack(kind), encoding, upstream);
        }
    }

    @Override
    public void wanted(ForwardSource from, int encoding, boolean isWanted) {
        wanted.add((isWanted ? "+" : "-") + encoding);
    }
}
