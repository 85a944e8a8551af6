package org.kaskado.session;

import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.kaskado.feedback.NtpClock;
import org.kaskado.frame.MediaKind;
import org.kaskado.net.PacketBuffer;
import org.kaskado.net.Wire;
import org.kaskado.rtp.RtpHeader;

/** Makes frames of VP8 or packets of Opus at their times; the last 8 bytes of each packet are its number. */
final class Publisher implements VirtualWire.Node {
    static final int PAYLOAD_TYPE = 96;
    private static final int NUMBER_BYTES = 8;
    private static final int MAGIC = 0x4B41534B;

    private final Peer peer;
    private final MediaKind kind;
    private final Feed feed;
    private final int encoding;
    private final int packetsPerFrame;
    private int payloadBytes;
    private final long intervalNs;
    private final long startNs;
    private long frame;
    private int sequence = 40_000;
    private long number;
    private boolean isStopped;

    Publisher(Peer peer, MediaKind kind, int packetsPerFrame, int payloadBytes) {
        this(peer, kind, Feed.local(peer, kind), 0, packetsPerFrame, payloadBytes);
        new TrackOut(peer, kind, feed);
    }

    /** One encoding of a simulcast. */
    Publisher(Peer peer, Feed feed, int encoding, int packetsPerFrame, int payloadBytes) {
        this(peer, MediaKind.VIDEO, feed, encoding, packetsPerFrame, payloadBytes);
    }

    private Publisher(Peer peer, MediaKind kind, Feed feed, int encoding, int packetsPerFrame, int payloadBytes) {
        this.peer = peer;
        this.kind = kind;
        this.feed = feed;
        this.encoding = encoding;
        this.packetsPerFrame = packetsPerFrame;
        this.payloadBytes = payloadBytes;
        this.intervalNs =
                kind == MediaKind.VIDEO ? TimeUnit.SECONDS.toNanos(1) / 30 : TimeUnit.MILLISECONDS.toNanos(20);
        this.startNs = peer.wire.nowNs();
        peer.wire.attach(this);
    }

    Feed feed() {
        return feed;
    }

    long published() {
        return number;
    }

    /** Makes packets of another size from now on. */
    void payloadBytes(int bytes) {
        payloadBytes = bytes;
    }

    void stop() {
        isStopped = true;
    }

    @Override
    public long deadlineNs() {
        return isStopped ? Long.MAX_VALUE : startNs + frame * intervalNs;
    }

    /** What is captured at a time has this timestamp: media time is the peer's wallclock. */
    static long timestampAt(Peer peer, MediaKind kind, long nowNs) {
        long unixUs = NtpClock.unixNsOf(peer.clock.ntpAt(nowNs)) / 1_000;
        long hz = kind == MediaKind.VIDEO ? 90_000 : 48_000;
        return (unixUs % 100_000_000L) * hz / 1_000_000 & 0xFFFF_FFFFL;
    }

    @Override
    public void onTime(long nowNs) {
        frame++;
        long timestamp = timestampAt(peer, kind, nowNs);
        feed.source().onSenderReport(nowNs, encoding, peer.clock.ntpAt(nowNs), timestamp);
        boolean isKey = feed.takeKeyFrameWish(encoding);
        for (int piece = 0; piece < packetsPerFrame; piece++) {
            byte[] packet = new byte[RtpHeader.FIXED_BYTES + payloadBytes];
            RtpHeader.begin(packet, 0);
            RtpHeader.setPayloadType(packet, 0, PAYLOAD_TYPE);
            RtpHeader.setMarked(packet, 0, piece == packetsPerFrame - 1);
            RtpHeader.setSequenceNumber(packet, 0, sequence++ & 0xFFFF);
            RtpHeader.setTimestamp(packet, 0, timestamp);
            RtpHeader.setSsrc(packet, 0, 1);
            packet[12] = (byte) (piece == 0 ? 0x10 : 0); // RFC 7741 §4.2: S, partition 0
            packet[13] = (byte) (piece == 0 && isKey ? 0 : 1); // RFC 7741 §4.3: P
            Wire.put32(packet, packet.length - NUMBER_BYTES, MAGIC);
            Wire.put32(packet, packet.length - 4, number++);
            feed.onPacket(nowNs, encoding, PacketBuffer.of(packet));
        }
    }

    /** Reads a packet's number; null when it is padding. */
    static Peer.@Nullable Arrival arrival(long nowNs, MediaKind kind, PacketBuffer packet) {
        byte[] data = packet.array();
        int end = packet.offset() + packet.length();
        if (packet.length() < 2 * NUMBER_BYTES || Wire.get32(data, end - NUMBER_BYTES) != MAGIC) {
            return null;
        }
        return new Peer.Arrival(
                kind, Wire.get32(data, end - 4), nowNs, RtpHeader.timestamp(data, packet.offset()), packet.length());
    }
}
