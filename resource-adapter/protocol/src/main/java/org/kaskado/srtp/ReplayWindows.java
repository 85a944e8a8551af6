package org.kaskado.srtp;

import java.util.Arrays;
import org.kaskado.net.Drop;

/** Highest index and replay window of each SSRC (RFC 3711 §3.3.1, §3.3.2), by its number in the {@link SsrcTable}. */
final class ReplayWindows {
    /** The standard asks for 64 at least; a retransmission by NACK may come a second after its packet. */
    static final int WINDOW = 1024;

    private static final int WORDS = WINDOW / Long.SIZE;

    private final SsrcTable ssrcs;
    private long[] highest = {};
    /** A ring of bits for each SSRC: bit {@code index mod WINDOW} is set when that index was received. */
    private long[] bits = {};

    ReplayWindows(int maxSsrcs) {
        this.ssrcs = new SsrcTable(maxSsrcs);
    }

    /** The number of an SSRC, or {@link SsrcTable#NONE}. */
    int find(int ssrc) {
        return ssrcs.find(ssrc);
    }

    boolean isFull() {
        return ssrcs.isFull();
    }

    /** The index nearest to the highest one (RFC 3711 §3.3.1); may be negative, which nothing has. */
    long indexOf(int number, int sequence) {
        long last = highest[number];
        return last + (short) (sequence - (int) last);
    }

    /** Whether an index may be taken. */
    Drop check(int number, long index) {
        long last = highest[number];
        if (index > last) {
            return Drop.NONE;
        }
        if (index < 0 || last - index >= WINDOW) {
            return Drop.TOO_OLD;
        }
        return (bits[wordOf(number, index)] & 1L << index) == 0 ? Drop.NONE : Drop.REPLAYED;
    }

    /** An authentic packet of a new SSRC. */
    void first(int ssrc, long index) {
        int number = ssrcs.add(ssrc);
        if (number == highest.length) {
            int room = Math.max(4, 2 * number);
            highest = Arrays.copyOf(highest, room);
            bits = Arrays.copyOf(bits, room * WORDS);
        }
        highest[number] = index;
        bits[wordOf(number, index)] |= 1L << index;
    }

    /** An authentic packet, whose index was checked. */
    void received(int number, long index) {
        long last = highest[number];
        if (index - last >= WINDOW) {
            Arrays.fill(bits, number * WORDS, (number + 1) * WORDS, 0);
        } else {
            for (long skipped = last + 1; skipped < index; skipped++) {
                bits[wordOf(number, skipped)] &= ~(1L << skipped);
            }
        }
        if (index > last) {
            highest[number] = index;
        }
        bits[wordOf(number, index)] |= 1L << index;
    }

    private static int wordOf(int number, long index) {
        return number * WORDS + (int) (index % WINDOW) / Long.SIZE;
    }
}
