package org.kaskado.forward;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kaskado.net.Drop;
import org.kaskado.net.PacketBuffer;
import org.kaskado.net.PacketPool;
import org.kaskado.rtp.RtpHeader;

/**
 * A publisher's track and all who watch it. Packets of its encodings come in as they were received (plain, in any order) and
 * go out to each receiver in the same call. The caller knows which SSRC or RID is which encoding.
 */
public final class ForwardSource {
    /** {@link #deadlineNs} when no time is wanted. */
    public static final long NEVER = KeyFrameWish.NEVER;
    /** Reports farther apart than this do not align timestamps. */
    private static final long MAX_REPORT_DISTANCE_S = 1000;

    private final ForwardSourceConfig config;
    private final SourceEncoding[] encodings;
    private final SourcePacket packet = new SourcePacket();
    private final SourcePacket again = new SourcePacket();
    private final byte[] fillerScratch = new byte[32];
    private final List<PacketShape> shapes = new ArrayList<>();
    private final byte[] rtxScratch = new byte[PacketPool.BUFFER_BYTES + 64];
    private ForwardReceiver[] receivers = new ForwardReceiver[0];
    private boolean hasSwitched;
    private long serial;

    public ForwardSource(ForwardSourceConfig config) {
        this.config = config;
        encodings = new SourceEncoding[config.encodings()];
        Arrays.setAll(encodings, index -> new SourceEncoding(index, config));
    }

    public ForwardSourceConfig config() {
        return config;
    }

    /**
     * Forwards a packet. The packet is borrowed; the cache keeps a reference of its own, so nobody may change its bytes
     * afterwards.
     *
     * @param encoding index below the configured number
     * @return why it was not forwarded, or {@link Drop#NONE}
     */
    public Drop onPacket(long nowNs, int encoding, PacketBuffer rtp, ForwardOutput out) {
        Drop drop = RtpHeader.validate(rtp.array(), rtp.offset(), rtp.length());
        if (drop != Drop.NONE) {
            return drop;
        }
        SourceEncoding from = encodings[encoding];
        packet.read(nowNs, serial++, rtp);
        drop = from.read(rtp, packet);
        if (drop != Drop.NONE) {
            restartIfDue(nowNs, from, out);
            return drop;
        }
        if (packet.isMedia) {
            from.rates.count(packet);
        }
        boolean isKeyFrame = packet.isMedia && packet.facts.startsKeyFrame();
        for (ForwardReceiver receiver : receivers) {
            receiver.onPacket(packet, from, out);
        }
        if (isKeyFrame && from.keyFrame.deadlineNs() != NEVER && !isAwaited(from)) {
            from.keyFrame.close();
        }
        if (hasSwitched) {
            hasSwitched = false;
            tellWanted(nowNs, out);
        }
        return packet.isMedia ? Drop.NONE : Drop.NOT_WANTED;
    }

    /**
     * The publisher begins an encoding's numbers anew, as under a new SSRC: receivers wait for a key frame of it, and go on
     * with their own numbers. Sound goes on with the next packet.
     */
    public void restart(long nowNs, int encoding, ForwardOutput out) {
        encodings[encoding].restart();
        tellRestart(nowNs, encodings[encoding], out);
    }

    /** The publisher's sender report for an encoding: NTP time as 32.32 seconds, RTP timestamp of the same moment. */
    public void onSenderReport(long nowNs, int encoding, long ntp, long rtpTimestamp) {
        encodings[encoding].onReport(nowNs, ntp, rtpTimestamp);
    }

    /** A new viewer, which gets nothing until it selects layers. */
    public ForwardReceiver add(ReceiverConfig receiverConfig, PayloadTypeMap types) {
        ForwardReceiver receiver = new ForwardReceiver(this, receiverConfig, types);
        attach(receiver);
        return receiver;
    }

    /** The viewer has left. */
    public void remove(long nowNs, ForwardReceiver receiver, ForwardOutput out) {
        int before = receivers.length;
        receivers = Arrays.stream(receivers).filter(other -> other != receiver).toArray(ForwardReceiver[]::new);
        PacketShape shape = receiver.writer().shape();
        if (receivers.length < before && !shape.leave()) {
            shapes.remove(shape);
        }
        tellWanted(nowNs, out);
    }

    public int receivers() {
        return receivers.length;
    }

    /** Asks for key frames whose time has come. */
    public void onTime(long nowNs, ForwardOutput out) {
        for (SourceEncoding encoding : encodings) {
            if (!encoding.isWanted) {
                encoding.keyFrame.close();
            } else if (encoding.keyFrame.isDue(nowNs)) {
                out.requestKeyFrame(this, encoding.index);
            }
        }
    }

    /** When it next wants time. */
    public long deadlineNs() {
        long deadline = NEVER;
        for (SourceEncoding encoding : encodings) {
            deadline = Math.min(deadline, encoding.keyFrame.deadlineNs());
        }
        return deadline;
    }

    /** Bits per second of an encoding up to these layers, as last measured over a second; 0 when never. */
    public long bps(Layers layers) {
        return encodings[layers.encoding()].rates.bps(layers.spatial(), layers.temporal());
    }

    /** The highest spatial layer that was seen. */
    public int topSpatial(int encoding) {
        return encodings[encoding].rates.topSpatial();
    }

    /** The highest temporal layer that was seen. */
    public int topTemporal(int encoding) {
        return encodings[encoding].rates.topTemporal();
    }

    /** Whether an encoding can be had: it cannot when it is wanted and yet does not come for 2 s; tried again after 30 s. */
    public boolean isAvailable(long nowNs, int encoding) {
        return encodings[encoding].isAvailable(nowNs);
    }

    /** Gives the cached packets back. The source is not used any more. */
    public void close() {
        for (SourceEncoding encoding : encodings) {
            encoding.packets.clear();
        }
        receivers = new ForwardReceiver[0];
    }

    void attach(ForwardReceiver receiver) {
        receivers = Arrays.copyOf(receivers, receivers.length + 1);
        receivers[receivers.length - 1] = receiver;
    }

    /** The shape that receivers with the same extensions share. */
    PacketShape shapeOf(ReceiverConfig receiver) {
        for (PacketShape shape : shapes) {
            if (shape.fits(receiver)) {
                return shape.use();
            }
        }
        PacketShape shape = new PacketShape(receiver, config.extensions());
        shapes.add(shape);
        return shape.use();
    }

    void onSwitched() {
        hasSwitched = true;
    }

    void onSelectionChanged(long nowNs, ForwardOutput out) {
        tellWanted(nowNs, out);
        for (SourceEncoding encoding : encodings) {
            if (isAwaited(encoding)) {
                wishKeyFrame(nowNs, encoding.index, out);
            }
        }
    }

    void wishKeyFrame(long nowNs, int encoding, ForwardOutput out) {
        if (config.codec().isVideo() && encodings[encoding].keyFrame.open(nowNs)) {
            out.requestKeyFrame(this, encoding);
        }
    }

    private void restartIfDue(long nowNs, SourceEncoding encoding, ForwardOutput out) {
        if (encoding.restartIfDue()) {
            tellRestart(nowNs, encoding, out);
        }
    }

    private void tellRestart(long nowNs, SourceEncoding encoding, ForwardOutput out) {
        for (ForwardReceiver receiver : receivers) {
            receiver.onRestart(encoding.index);
        }
        onSelectionChanged(nowNs, out);
    }

    private boolean isAwaited(SourceEncoding encoding) {
        for (ForwardReceiver receiver : receivers) {
            if (receiver.awaits(encoding)) {
                return true;
            }
        }
        return false;
    }

    private void tellWanted(long nowNs, ForwardOutput out) {
        for (SourceEncoding encoding : encodings) {
            boolean isWanted = isUsed(encoding.index);
            if (isWanted != encoding.isWanted) {
                encoding.isWanted = isWanted;
                encoding.wantedNs = nowNs;
                out.wanted(this, encoding.index, isWanted);
            }
        }
    }

    private boolean isUsed(int encoding) {
        for (ForwardReceiver receiver : receivers) {
            if (receiver.uses(encoding)) {
                return true;
            }
        }
        return false;
    }

    /** What a timestamp of {@code to} is in the clock of {@code from}, minus itself; both have reports. */
    int alignment(SourceEncoding from, SourceEncoding to) {
        long distance = to.reportNtp - from.reportNtp;
        if (Math.abs(distance >> 32) > MAX_REPORT_DISTANCE_S) {
            return 0;
        }
        long ticks = (distance * config.clockRateHz()) >> 32;
        return (int) (from.reportTimestamp + ticks - to.reportTimestamp);
    }

    byte[] fillerScratch() {
        return fillerScratch;
    }

    byte[] rtxScratch() {
        return rtxScratch;
    }

    @Nullable
    PacketBuffer cached(int encoding, long sequence) {
        return encoding < encodings.length ? encodings[encoding].packets.get(sequence) : null;
    }

    /** Reads a cached packet as if it came now. */
    SourcePacket readAgain(SourceEncoding encoding, long sequence, PacketBuffer cached) {
        again.read(packet.nowNs, serial++, cached);
        again.sequence = sequence;
        encoding.describe(again);
        return again;
    }
}
