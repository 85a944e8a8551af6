package org.kaskado.track;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kaskado.forward.ForwardOutput;
import org.kaskado.forward.ForwardReceiver;
import org.kaskado.forward.ForwardSource;
import org.kaskado.forward.ForwardSourceConfig;
import org.kaskado.frame.MediaKind;
import org.kaskado.net.Drop;
import org.kaskado.net.PacketBuffer;
import org.kaskado.payload.PayloadCodec;
import org.kaskado.pipeline.NodeDemand;
import org.kaskado.pipeline.PlannedInputs;
import org.kaskado.pipeline.SourcePad;
import org.kaskado.session.CodecConfig;
import org.kaskado.session.ReceiveTrack;

/**
 * What a peer sends in one medium, for one source pad. The pad's caps are those of the first packet that comes; another codec
 * later is another offer. Lives on the pipeline's loop.
 */
public final class Publication {
    private final SourcePad pad;
    private final SenderClock clock;
    private final Upstream upstream;
    private final Output output = new Output();
    private final FrameIntake frames;
    private @Nullable TrackSource current;
    private @Nullable CodecConfig codec;
    private int payloadType = -1;
    private long packets;

    /** The peer. */
    public interface Upstream {
        /** Asks for a key frame of a simulcast encoding; already merged and limited in rate. */
        void requestKeyFrame(int encoding);
    }

    /**
     * Says nothing of its caps yet.
     *
     * @param key names the worker node that the frames go to; unique in the pipeline
     * @param clock of the peer, shared by its tracks
     */
    public Publication(SourcePad pad, String key, SenderClock clock, Upstream upstream) {
        this.pad = pad;
        this.clock = clock;
        this.upstream = upstream;
        this.frames = new FrameIntake(pad, key, clock, this::wishKeyFrame);
        pad.countBy(() -> packets);
    }

    /** A plain packet of the track; borrowed. */
    public void onPacket(long atNs, ReceiveTrack track, int encoding, CodecConfig packetCodec, PacketBuffer packet) {
        TrackSource known = current;
        if (known == null || packetCodec.payloadType() != payloadType) {
            known = begin(track, packetCodec);
            if (known == null) {
                return;
            }
        }
        Drop drop = known.source().onPacket(atNs, encoding, packet, output);
        if (drop == Drop.NONE) {
            packets++;
            frames.onPacket(atNs, encoding, packet);
        }
    }

    /** The publisher's clock, for reports to viewers and for lip sync. */
    public void onSenderReport(long atNs, int encoding, long ntp, long rtpTimestamp) {
        if (current != null) {
            current.source().onSenderReport(atNs, encoding, ntp, rtpTimestamp);
        }
        frames.onSenderReport(atNs, encoding, ntp, rtpTimestamp);
    }

    /** The peer sends an encoding under another SSRC from now on. */
    public void onRestart(long atNs, int encoding) {
        if (current != null) {
            current.source().restart(atNs, encoding, output);
        }
        frames.onRestart(atNs, encoding);
    }

    /** The worker node that is wanted now, if any. */
    public List<NodeDemand> nodes(PlannedInputs inputs) {
        return frames.nodes(inputs, codec);
    }

    /** Packets that left the pad. */
    public long packets() {
        return packets;
    }

    /** What comes now, or null while nothing does. */
    public @Nullable CodecConfig codec() {
        return codec;
    }

    public long deadlineNs() {
        long forwardNs = current == null ? Long.MAX_VALUE : current.source().deadlineNs();
        return Math.min(forwardNs, frames.deadlineNs());
    }

    public void onTime(long atNs) {
        if (current != null) {
            current.source().onTime(atNs, output);
        }
        frames.onTime(atNs);
    }

    /** The peer is gone, or sends this medium no more. */
    public void close() {
        if (current != null) {
            current.source().close();
            current = null;
            codec = null;
            payloadType = -1;
        }
        frames.close();
        pad.offerPackets(null);
        pad.withdraw();
    }

    /** Packets of the peer are lost for good: whoever decodes needs a new start. */
    public void onLost(long atNs, int encoding) {
        frames.onLost(atNs);
    }

    /** Somebody needs a key frame, besides the viewers who ask by themselves. */
    public void wishKeyFrame() {
        upstream.requestKeyFrame(0);
    }

    private @Nullable TrackSource begin(ReceiveTrack track, CodecConfig packetCodec) {
        Optional<PayloadCodec> format = TrackCaps.formatOf(packetCodec);
        TrackSource former = current;
        if (format.isEmpty() || format.get() == PayloadCodec.TELEPHONE_EVENT) {
            return former; // key presses go between the packets of the sound
        }
        payloadType = packetCodec.payloadType();
        if (former != null && codec != null && codec.is(packetCodec.name())) {
            codec = packetCodec; // another payload type of the same codec: viewers map both
            return former;
        }
        codec = packetCodec;
        ForwardSourceConfig config = track.kind() == MediaKind.VIDEO
                ? ForwardSourceConfig.video(format.get(), track.encodings(), track.extensions())
                : ForwardSourceConfig.audio(format.get(), track.extensions());
        TrackSource begun =
                new TrackSource(new ForwardSource(config), track.flow().codecs(), clock, output);
        current = begun;
        frames.begin(packetCodec, format.get());
        pad.offer(frames.key(), TrackCaps.of(packetCodec, format.get()));
        pad.offerPackets(begun);
        pad.element().pipeline().replan();
        pad.element().pipeline().watchPackets();
        if (former != null) {
            former.source().close();
        }
        return begun;
    }

    /** What the fan-out wants. */
    private final class Output implements ForwardOutput {
        @Override
        public void send(ForwardReceiver receiver, byte[] data, int offset, int length, int transportSequence) {
            if (receiver.attachment() instanceof Subscription viewer) {
                viewer.send(data, offset, length);
            }
        }

        @Override
        public void resend(ForwardReceiver receiver, byte[] data, int offset, int length, int transportSequence) {
            if (receiver.attachment() instanceof Subscription viewer) {
                viewer.resend(data, offset, length);
            }
        }

        @Override
        public void requestKeyFrame(ForwardSource source, int encoding) {
            upstream.requestKeyFrame(encoding);
        }

        @Override
        public void wanted(ForwardSource source, int encoding, boolean isWanted) {
            // the layer choice of the estimator is the only one that leaves encodings unused
        }
    }
}
