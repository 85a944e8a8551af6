package org.kaskado.rtcp;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.kaskado.net.WireReader;
import org.kaskado.net.WireWriter;

/**
 * Generic NACK (RFC 4585 §6.2.1): packets that are missing, each entry a sequence number and a bit mask of the 16 that
 * follow it.
 */
public final class Nack implements RtcpPacket {
    private static final int MASK_BITS = 16;
    private static final int ENTRY_BYTES = 4;

    private final long senderSsrc;
    private final long mediaSsrc;
    private final int[] sequenceNumbers;

    /**
     * @param sequenceNumbers in the order in which they are missed, which is rising modulo 2^16; copied
     */
    public Nack(long senderSsrc, long mediaSsrc, int... sequenceNumbers) {
        this.senderSsrc = senderSsrc;
        this.mediaSsrc = mediaSsrc;
        this.sequenceNumbers = sequenceNumbers.clone();
    }

    static @Nullable Nack parse(WireReader in) {
        long senderSsrc = in.get32();
        long mediaSsrc = in.get32();
        int entries = in.remaining() / ENTRY_BYTES;
        int[] missing = new int[entries * (MASK_BITS + 1)];
        int count = 0;
        for (int i = 0; i < entries; i++) {
            int first = in.get16();
            missing[count++] = first;
            int mask = in.get16();
            for (int bit = 0; bit < MASK_BITS; bit++) {
                if ((mask >> bit & 1) != 0) {
                    missing[count++] = (first + 1 + bit) & 0xFFFF;
                }
            }
        }
        return in.isBroken() || entries == 0 ? null : new Nack(senderSsrc, mediaSsrc, Arrays.copyOf(missing, count));
    }

    public long senderSsrc() {
        return senderSsrc;
    }

    public long mediaSsrc() {
        return mediaSsrc;
    }

    /** How many packets are missed. */
    public int count() {
        return sequenceNumbers.length;
    }

    /** 0 to 65535. */
    public int sequenceNumber(int index) {
        return sequenceNumbers[index];
    }

    @Override
    public void writeTo(WireWriter out) {
        int at = Rtcp.begin(out, Rtcp.FORMAT_NACK, Rtcp.TRANSPORT_FEEDBACK);
        out.put32(senderSsrc).put32(mediaSsrc);
        int next = 0;
        while (next < sequenceNumbers.length) {
            int first = sequenceNumbers[next++];
            int mask = 0;
            while (next < sequenceNumbers.length) {
                int ahead = (sequenceNumbers[next] - first) & 0xFFFF;
                if (ahead == 0 || ahead > MASK_BITS) {
                    break;
                }
                mask |= 1 << (ahead - 1);
                next++;
            }
            out.put16(first).put16(mask);
        }
        Rtcp.finish(out, at);
    }

    @Override
    public String toString() {
        return "Nack of " + mediaSsrc + " by " + senderSsrc + ": " + Arrays.toString(sequenceNumbers);
    }
}
