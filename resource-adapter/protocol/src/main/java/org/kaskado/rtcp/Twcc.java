package org.kaskado.rtcp;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.kaskado.net.WireReader;
import org.kaskado.net.WireWriter;

/**
 * Transport-wide congestion control feedback (draft-holmer-rmcat-transport-wide-cc-extensions-01 §3.1): for a run of
 * transport-wide sequence numbers which came, and when.
 *
 * <pre>
 * |      base sequence number     |      packet status count      |
 * |                reference time (64 ms)         | feedback count|
 * |  packet chunks of 16 bits ... |  deltas of 250 µs, 8 or 16 bits ...
 * </pre>
 */
public final class Twcc implements RtcpPacket {
    /** Delta of a packet that did not come. */
    public static final int NOT_RECEIVED = Integer.MIN_VALUE;
    /** Unit of deltas. */
    public static final long TICK_NS = 250_000;
    /** Unit of the reference time; its 24 bits wrap after 12.4 days. */
    public static final long REFERENCE_NS = 64_000_000;
    /** More packets in one feedback are malformed for us: at 100 ms intervals 80 000 packets per second. */
    public static final int MAX_PACKETS = 8_192;

    private static final int RECEIVED_SMALL = 1;
    private static final int RECEIVED_LARGE = 2;
    private static final int MAX_RUN = 0x1FFF;
    private static final int VECTOR_BITS = 14;

    private final long senderSsrc;
    private final long mediaSsrc;
    private final int baseSequence;
    private final int referenceTime;
    private final int feedbackCount;
    private final int[] deltas;

    /**
     * Where a feedback begins.
     *
     * @param senderSsrc who reports
     * @param mediaSsrc any source of the transport
     * @param baseSequence first transport-wide sequence number, 0 to 65535
     * @param referenceTime 24 bits signed, in 64 ms
     * @param feedbackCount 0 to 255, counted by the reporter
     */
    public record Start(long senderSsrc, long mediaSsrc, int baseSequence, int referenceTime, int feedbackCount) {}

    /**
     * @param deltas per packet from the base on: {@link #NOT_RECEIVED}, or ticks since the packet before it that came
     * (the first one: since the reference time), -32768 to 32767; 1 to {@link #MAX_PACKETS}; copied
     */
    public Twcc(Start start, int[] deltas) {
        if (deltas.length < 1 || deltas.length > MAX_PACKETS) {
            throw new IllegalArgumentException("feedback is for 1 to 8192 packets, not " + deltas.length);
        }
        for (int delta : deltas) {
            if (delta != NOT_RECEIVED && delta != (short) delta) {
                throw new IllegalArgumentException("a delta of " + delta + " ticks does not fit 16 bits");
            }
        }
        this.senderSsrc = start.senderSsrc;
        this.mediaSsrc = start.mediaSsrc;
        this.baseSequence = start.baseSequence;
        this.referenceTime = start.referenceTime;
        this.feedbackCount = start.feedbackCount;
        this.deltas = deltas.clone();
    }

    static @Nullable Twcc parse(WireReader in) {
        long senderSsrc = in.get32();
        long mediaSsrc = in.get32();
        int baseSequence = in.get16();
        int count = in.get16();
        int referenceTime = in.get24() << 8 >> 8;
        Start start = new Start(senderSsrc, mediaSsrc, baseSequence, referenceTime, in.get8());
        if (in.isBroken() || count == 0 || count > MAX_PACKETS) {
            return null;
        }
        int[] statuses = new int[count];
        int filled = 0;
        while (filled < count) {
            int next = readChunk(in.get16(), statuses, filled);
            if (in.isBroken() || next == filled) {
                return null;
            }
            filled = next;
        }
        return readDeltas(in, statuses) ? new Twcc(start, statuses) : null;
    }

    /** §3.1.3, §3.1.4: a run of one symbol, or a vector of symbols of one or two bits. */
    private static int readChunk(int chunk, int[] statuses, int from) {
        if ((chunk & 0x8000) == 0) {
            int to = Math.min(statuses.length, from + (chunk & MAX_RUN));
            Arrays.fill(statuses, from, to, chunk >> 13);
            return to;
        }
        boolean twoBits = (chunk & 0x4000) != 0;
        int bits = twoBits ? 2 : 1;
        int filled = from;
        for (int shift = VECTOR_BITS - bits; shift >= 0 && filled < statuses.length; shift -= bits) {
            statuses[filled++] = chunk >> shift & (twoBits ? 3 : 1);
        }
        return filled;
    }

    /** Puts the deltas in the place of the statuses. */
    private static boolean readDeltas(WireReader in, int[] statuses) {
        for (int i = 0; i < statuses.length; i++) {
            switch (statuses[i]) {
                case RECEIVED_SMALL -> statuses[i] = in.get8();
                case RECEIVED_LARGE -> statuses[i] = (short) in.get16();
                default -> statuses[i] = NOT_RECEIVED;
            }
        }
        return !in.isBroken();
    }

    public long senderSsrc() {
        return senderSsrc;
    }

    public long mediaSsrc() {
        return mediaSsrc;
    }

    /** 0 to 65535. */
    public int baseSequence() {
        return baseSequence;
    }

    /** In units of {@link #REFERENCE_NS}, signed, of the reporter's clock. */
    public int referenceTime() {
        return referenceTime;
    }

    /** 0 to 255. */
    public int feedbackCount() {
        return feedbackCount;
    }

    /** How many packets it is about, those that did not come included. */
    public int count() {
        return deltas.length;
    }

    public boolean isReceived(int index) {
        return deltas[index] != NOT_RECEIVED;
    }

    /** Ticks of {@link #TICK_NS} since the packet before it that came, or {@link #NOT_RECEIVED}. */
    public int delta(int index) {
        return deltas[index];
    }

    @Override
    public void writeTo(WireWriter out) {
        int at = Rtcp.begin(out, Rtcp.FORMAT_TWCC, Rtcp.TRANSPORT_FEEDBACK);
        out.put32(senderSsrc).put32(mediaSsrc).put16(baseSequence).put16(deltas.length);
        out.put24(referenceTime).put8(feedbackCount);
        for (int next = 0; next < deltas.length; ) {
            next = writeChunk(out, next);
        }
        for (int delta : deltas) {
            if (status(delta) == RECEIVED_SMALL) {
                out.put8(delta);
            } else if (delta != NOT_RECEIVED) {
                out.put16(delta);
            }
        }
        Rtcp.finish(out, at);
    }

    /** Writes the chunk that says most in 16 bits; answers the first packet behind it. */
    private int writeChunk(WireWriter out, int from) {
        int symbol = status(deltas[from]);
        int run = 1;
        while (from + run < deltas.length && run < MAX_RUN && status(deltas[from + run]) == symbol) {
            run++;
        }
        int bits = fitsOneBit(from) ? 1 : 2;
        if (run >= VECTOR_BITS / bits || from + run == deltas.length) {
            out.put16((symbol << 13) | run);
            return from + run;
        }
        int chunk = bits == 1 ? 0x8000 : 0xC000;
        int next = from;
        for (int shift = VECTOR_BITS - bits; shift >= 0 && next < deltas.length; shift -= bits) {
            chunk |= status(deltas[next++]) << shift;
        }
        out.put16(chunk);
        return next;
    }

    /** Whether the next 14 packets, or all that are left, have no large delta. */
    private boolean fitsOneBit(int from) {
        for (int i = from; i < Math.min(deltas.length, from + VECTOR_BITS); i++) {
            if (status(deltas[i]) == RECEIVED_LARGE) {
                return false;
            }
        }
        return true;
    }

    private static int status(int delta) {
        if (delta == NOT_RECEIVED) {
            return 0;
        }
        return delta >= 0 && delta <= 0xFF ? RECEIVED_SMALL : RECEIVED_LARGE;
    }

    @Override
    public String toString() {
        return "Twcc from " + baseSequence + " for " + deltas.length + " packets";
    }
}
