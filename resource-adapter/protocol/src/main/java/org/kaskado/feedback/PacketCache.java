package org.kaskado.feedback;

import org.jspecify.annotations.Nullable;
import org.kaskado.net.PacketBuffer;
import org.kaskado.rtp.Seq16;

/**
 * The last packets of one outgoing stream, by sequence number, for answers to NACKs. Holds one reference of each packet;
 * bounded in packets, bytes and age. A note of 64 bits is kept with each packet: whatever the sender has to write again so
 * that a repetition has the same bytes (RFC 3711 §9.1: never two contents under one index).
 */
public final class PacketCache {
    private final @Nullable PacketBuffer[] packets;
    private final long[] sentNs;
    private final long[] notes;
    private final long[] repeatedNs;
    private final long maxAgeNs;
    private final int maxBytes;
    private boolean hasAny;
    private int oldest;
    private int newest;
    private int bytes;

    /**
     * @param capacity packets, a power of two, 16 to 16384
     * @param maxBytes of all packets together, above 0
     * @param maxAgeNs how long a packet can be asked for, above 0
     */
    public PacketCache(int capacity, int maxBytes, long maxAgeNs) {
        if (Integer.bitCount(capacity) != 1 || capacity < 16 || capacity > 16_384) {
            throw new IllegalArgumentException("capacity must be a power of two, 16 to 16384, not " + capacity);
        }
        if (maxBytes <= 0 || maxAgeNs <= 0) {
            throw new IllegalArgumentException(maxBytes + " bytes and " + maxAgeNs + " ns must be above 0");
        }
        this.packets = new @Nullable PacketBuffer[capacity];
        this.sentNs = new long[capacity];
        this.notes = new long[capacity];
        this.repeatedNs = new long[capacity];
        this.maxBytes = maxBytes;
        this.maxAgeNs = maxAgeNs;
    }

    /**
     * Keeps a packet that was just sent. <em>Takes</em> the reference: call {@code put(…, packet.share(), …)}. A packet older
     * than all that are kept is released at once.
     *
     * @param sequenceNumber as sent
     */
    public void put(long nowNs, int sequenceNumber, PacketBuffer packet, long note) {
        makeRoomFor(sequenceNumber);
        int behind = Seq16.difference(newest, sequenceNumber);
        if (behind >= packets.length) {
            packet.release();
            return;
        }
        if (Seq16.difference(sequenceNumber, oldest) < 0) {
            oldest = sequenceNumber;
        }
        int slot = slot(sequenceNumber);
        drop(slot);
        packets[slot] = packet;
        sentNs[slot] = nowNs;
        notes[slot] = note;
        repeatedNs[slot] = Long.MIN_VALUE;
        bytes += packet.length();
        trim(nowNs);
    }

    /** The packet that was sent under this number, borrowed, or null when it is not kept (any more). */
    public @Nullable PacketBuffer find(long nowNs, int sequenceNumber) {
        if (!contains(sequenceNumber) || nowNs - sentNs[slot(sequenceNumber)] > maxAgeNs) {
            return null;
        }
        return packets[slot(sequenceNumber)];
    }

    /** What was noted with a packet that {@link #find} has found. */
    public long note(int sequenceNumber) {
        return notes[slot(sequenceNumber)];
    }

    /**
     * Whether a packet that {@link #find} has found may be repeated now: not within {@code intervalNs} of its last
     * repetition. If so, now becomes that time.
     */
    public boolean mayRepeat(long nowNs, int sequenceNumber, long intervalNs) {
        int slot = slot(sequenceNumber);
        if (repeatedNs[slot] != Long.MIN_VALUE && nowNs - repeatedNs[slot] < intervalNs) {
            return false;
        }
        repeatedNs[slot] = nowNs;
        return true;
    }

    /** Bytes of all packets that are kept. */
    public int bytes() {
        return bytes;
    }

    /** Releases what is too old; for a timer of the owner, since {@link #put} does the same. */
    public void expire(long nowNs) {
        if (hasAny) {
            trim(nowNs);
        }
    }

    /** Releases everything; the cache can be used again. */
    public void clear() {
        for (int slot = 0; slot < packets.length; slot++) {
            drop(slot);
        }
        hasAny = false;
    }

    private void makeRoomFor(int sequenceNumber) {
        if (!hasAny) {
            hasAny = true;
            oldest = sequenceNumber;
            newest = sequenceNumber;
            return;
        }
        if (!Seq16.isNewer(sequenceNumber, newest)) {
            return;
        }
        newest = sequenceNumber;
        int span = Seq16.difference(newest, oldest);
        int steps = span < 0 ? packets.length : Math.min(packets.length, span - packets.length + 1);
        for (int i = 0; i < steps; i++) {
            drop(slot(oldest + i));
        }
        if (span < 0 || span >= packets.length) {
            oldest = Seq16.add(newest, 1 - packets.length);
        }
    }

    private void trim(long nowNs) {
        while (oldest != newest) {
            int slot = slot(oldest);
            boolean kept = packets[slot] != null;
            if (kept && bytes <= maxBytes && nowNs - sentNs[slot] <= maxAgeNs) {
                return;
            }
            drop(slot);
            oldest = Seq16.add(oldest, 1);
        }
        if (nowNs - sentNs[slot(newest)] > maxAgeNs) {
            drop(slot(newest));
        }
    }

    private boolean contains(int sequenceNumber) {
        return hasAny && Seq16.difference(sequenceNumber, oldest) >= 0 && Seq16.difference(newest, sequenceNumber) >= 0;
    }

    private void drop(int slot) {
        PacketBuffer packet = packets[slot];
        if (packet != null) {
            bytes -= packet.length();
            packets[slot] = null;
            packet.release();
        }
    }

    private int slot(int sequenceNumber) {
        return sequenceNumber & (packets.length - 1);
    }
}
