package org.kaskado.forward;

import org.jspecify.annotations.Nullable;
import org.kaskado.net.PacketBuffer;
import org.kaskado.payload.PayloadCodec;

/**
 * A viewer's track: what it gets of its source, under its own SSRC, sequence numbers, timestamps and picture ids, which go on
 * without a step back through changes of layers, pauses and changes of the source. Made by {@link ForwardSource#add}.
 */
public final class ForwardReceiver {
    /** After a switch at most so many packets, which overtook the key frame's first one, are caught up. */
    private static final int MAX_CATCH_UP = 128;

    private static final long NS_PER_SECOND = 1_000_000_000L;

    private final ReceiverConfig config;
    private final LayerSelector layers = new LayerSelector();
    private final Outgoing outgoing = new Outgoing();
    private final SentPackets sent;
    private final StreamRewriter stream;
    private final Retransmitter retransmitter;
    private ForwardSource source;
    private PayloadTypeMap types;
    private PacketWriter writer;
    private @Nullable Layers selected;
    private @Nullable SourceEncoding lastEncoding;
    private boolean isPaused;
    private long packetsSent;
    private long bytesSent;
    private long unfit;
    private @Nullable Object attachment;

    ForwardReceiver(ForwardSource source, ReceiverConfig config, PayloadTypeMap types) {
        this.config = config;
        this.source = source;
        this.types = types;
        int history = source.config().cachePackets();
        sent = new SentPackets(history);
        stream = new StreamRewriter(history, config.firstSequence());
        writer = new PacketWriter(config, source.shapeOf(config));
        retransmitter = new Retransmitter(this, config, sent);
    }

    public ReceiverConfig config() {
        return config;
    }

    /** Hangs something of the caller's on this receiver, so that it finds its own again in {@link ForwardOutput#send}. */
    public void attach(Object owner) {
        attachment = owner;
    }

    public @Nullable Object attachment() {
        return attachment;
    }

    public ForwardSource source() {
        return source;
    }

    /** Wants these layers; the stream gets there where it can. Resumes after a pause. */
    public void select(long nowNs, Layers target, ForwardOutput out) {
        int top = source.config().encodings() - 1;
        selected = target.encoding() <= top ? target : new Layers(top, target.spatial(), target.temporal());
        if (!isPaused) {
            layers.select(selected);
        }
        source.onSelectionChanged(nowNs, out);
    }

    /** Sends nothing until {@link #resume}. */
    public void pause(long nowNs, ForwardOutput out) {
        isPaused = true;
        layers.pause();
        source.onSelectionChanged(nowNs, out);
    }

    /** Goes on with the selected layers, from a key frame. */
    public void resume(long nowNs, ForwardOutput out) {
        isPaused = false;
        if (selected != null) {
            layers.select(selected);
        }
        source.onSelectionChanged(nowNs, out);
    }

    public boolean isPaused() {
        return isPaused;
    }

    /**
     * Goes on with another source of the same codec. Packets sent before cannot be sent again afterwards.
     *
     * @param newTypes payload types of the new source
     */
    public void moveTo(long nowNs, ForwardSource newSource, PayloadTypeMap newTypes, ForwardOutput out) {
        source.remove(nowNs, this, out);
        source = newSource;
        types = newTypes;
        writer = new PacketWriter(config, newSource.shapeOf(config));
        sent.clear();
        layers.forget();
        lastEncoding = null;
        newSource.attach(this);
        select(nowNs, selected == null ? Layers.all(0) : selected, out);
    }

    /** The viewer misses a packet; whether it was sent again. */
    public boolean onNack(long nowNs, int sequenceNumber, ForwardOutput out) {
        return retransmitter.onNack(nowNs, sequenceNumber, out);
    }

    /** The viewer sent PLI or FIR. */
    public void onKeyFrameRequest(long nowNs, ForwardOutput out) {
        if (layers.encoding() >= 0) {
            source.wishKeyFrame(nowNs, layers.encoding(), out);
        }
    }

    /**
     * Sends recent packets again under the RTX SSRC, to find out whether more would get through.
     *
     * @return the bytes sent; 0 without RTX, or when nothing was sent yet
     */
    public int probe(long nowNs, int bytes, ForwardOutput out) {
        return retransmitter.probe(nowNs, bytes, out);
    }

    /** Packets are not sent again within this time of the last answer; by default 20 ms. */
    public void setRttNs(long rttNs) {
        retransmitter.setRttNs(rttNs);
    }

    /** What is forwarded now, or null while nothing is. */
    public @Nullable Layers current() {
        return layers.encoding() < 0 ? null : new Layers(layers.encoding(), layers.spatial(), layers.temporal());
    }

    /** What was last asked for. */
    public @Nullable Layers selected() {
        return selected;
    }

    /** For a sender report of this instant; null until the publisher has sent one for the encoding that is forwarded. */
    public @Nullable ForwardReport report(long nowNs) {
        SourceEncoding encoding = lastEncoding;
        if (encoding == null || !encoding.hasReport) {
            return null;
        }
        long ageNs = nowNs - encoding.reportNs;
        long fraction = ((ageNs % NS_PER_SECOND) << 32) / NS_PER_SECOND;
        long ntp = encoding.reportNtp + ((ageNs / NS_PER_SECOND) << 32) + fraction;
        int ticks = (int) (ageNs / 1000 * source.config().clockRateHz() / 1_000_000);
        return new ForwardReport(ntp, stream.timestamp(encoding.reportTimestamp + ticks));
    }

    /** The highest outgoing timestamp, 32 bits, unsigned; 0 before the first packet. */
    public long lastTimestamp() {
        return stream.lastTimestamp() & 0xFFFF_FFFFL;
    }

    /** The extended sequence number of the next packet. */
    public long nextSequence() {
        return stream.nextSequence();
    }

    /** Packets of the media SSRC, without those sent again. */
    public long packetsSent() {
        return packetsSent;
    }

    /** Payload bytes of those packets, as a sender report counts them (RFC 3550 §6.4.1). */
    public long bytesSent() {
        return bytesSent;
    }

    /** Packets sent again, probes included. */
    public long packetsResent() {
        return retransmitter.packets();
    }

    /** Packets that did not fit with the extensions of this viewer and became fillers. */
    public long unfit() {
        return unfit;
    }

    boolean uses(int encoding) {
        return layers.uses(encoding);
    }

    boolean awaits(SourceEncoding encoding) {
        return layers.awaits(encoding.index, encoding.rates.topSpatial());
    }

    /** The encoding has new numbers: wait for a key frame of it. */
    void onRestart(int encoding) {
        if (layers.encoding() == encoding) {
            layers.forget();
            sent.clear();
        }
    }

    void onPacket(SourcePacket packet, SourceEncoding encoding, ForwardOutput out) {
        int type = types.get(packet.payloadType);
        switch (layers.decide(packet, stream.isNewest(packet))) {
            case IGNORE -> {
                return;
            }
            case DROP -> drop(packet, out);
            case SWITCH -> {
                restart(packet, encoding);
                forward(packet, type, out);
                catchUp(encoding, packet.sequence, out);
            }
            case FORWARD -> forward(packet, type, out);
        }
    }

    private void restart(SourcePacket packet, SourceEncoding encoding) {
        SourceEncoding before = lastEncoding;
        boolean isAligned = before != null && before.hasReport && encoding.hasReport;
        int alignment = isAligned && before != null ? source.alignment(before, encoding) : 0;
        stream.restart(packet, source.config().clockRateHz(), isAligned, alignment);
        lastEncoding = encoding;
        source.onSwitched();
    }

    private void catchUp(SourceEncoding encoding, long from, ForwardOutput out) {
        long newest = encoding.sequence.newest();
        if (newest - from > MAX_CATCH_UP) {
            return;
        }
        for (long next = from + 1; next <= newest; next++) {
            PacketBuffer packet = encoding.packets.get(next);
            if (packet != null) {
                onPacket(source.readAgain(encoding, next, packet), encoding, out);
            }
        }
    }

    private void forward(SourcePacket packet, int type, ForwardOutput out) {
        if (type == PayloadTypeMap.ABSENT) {
            drop(packet, out);
            return;
        }
        if (!stream.rewrite(packet, layers.pictureTop(), outgoing)) {
            return;
        }
        outgoing.payloadType = type;
        bytesSent += packet.payloadLength();
        int length = writer.prepare(packet);
        if (length == PacketWriter.NO_ROOM) {
            unfit++;
            fillHole(outgoing.sequence, out);
            return;
        }
        outgoing.transportSequence = nextTransportSequence(packet.nowNs, length);
        writer.fill(outgoing);
        sent.put(outgoing);
        transmit(writer.bytes(), length, outgoing.transportSequence, out);
    }

    int nextTransportSequence(long nowNs, int bytes) {
        TransportSequence transport = config.transport();
        return transport == null ? ForwardOutput.NO_TRANSPORT_SEQUENCE : transport.next(nowNs, bytes) & 0xFFFF;
    }

    private void drop(SourcePacket packet, ForwardOutput out) {
        long hole = stream.drop(packet, source.config().codec() == PayloadCodec.VP8);
        if (hole != IndexRewriter.NONE) {
            fillHole(hole, out);
        }
    }

    /** A number that nothing will have is sent as padding, so that the viewer does not ask for it. */
    private void fillHole(long index, ForwardOutput out) {
        outgoing.sequence = index;
        outgoing.timestamp = stream.lastTimestamp();
        outgoing.isMarked = false;
        outgoing.isFiller = true;
        byte[] filler = source.fillerScratch();
        int length = writer.writeFiller(outgoing, filler);
        sent.put(outgoing);
        transmit(filler, length, ForwardOutput.NO_TRANSPORT_SEQUENCE, out);
    }

    private void transmit(byte[] data, int length, int transportSequence, ForwardOutput out) {
        packetsSent++;
        out.send(this, data, 0, length, transportSequence);
    }

    /** Writes a sent packet again where it was written before; its length, or 0 when it is gone. */
    int rewrite(Outgoing recipe) {
        if (recipe.isFiller) {
            return writer.writeFiller(recipe, source.fillerScratch());
        }
        PacketBuffer packet = source.cached(recipe.encoding, recipe.sourceSequence);
        if (packet == null) {
            return 0;
        }
        int length = writer.writeAgain(packet.array(), packet.offset(), packet.length(), recipe);
        return Math.max(0, length);
    }

    PacketWriter writer() {
        return writer;
    }
}
