package org.kaskado.feedback;

import org.kaskado.rtcp.Twcc;

/**
 * What was sent with which transport-wide sequence number, until feedback tells what became of it. One per transport that
 * sends; allocates nothing per packet.
 */
public final class TwccHistory {
    /** Cluster of a packet that is no probe. */
    public static final int NO_CLUSTER = 0;
    /** Arrival of a packet that was lost. */
    public static final long LOST = Long.MIN_VALUE;

    /** Packets that wait for feedback: a power of two. */
    private static final int WINDOW = 2_048;

    private static final int MAX_BYTES = 0xFFFF;
    /** Packets sent so much later have come, and this one has not: it is lost. */
    private static final long REORDER_NS = 120_000_000L;

    private static final long FORGET_NS = 1_000_000_000L;
    private static final byte OPEN = 0;
    private static final byte MISSING = 1;
    private static final byte DONE = 2;

    private final long[] sentNs = new long[WINDOW];
    private final byte[] states = new byte[WINDOW];
    private final int[] bytesAndCluster = new int[WINDOW];
    private long next = 1L << 16;
    private long firstOpen = next;
    private long inFlightBytes;
    private long newestAckedNs = Long.MIN_VALUE;
    private long remoteReference = LOST;

    /** Takes what became of each packet, in the order in which it is known. */
    public interface Output {
        /**
         * One packet.
         *
         * @param sentNs when it was sent
         * @param arrivalNs when it came, on the receiver's clock, or {@link #LOST}
         * @param bytes its size as given to {@link #onSent}
         * @param cluster its probe cluster, or {@link #NO_CLUSTER}
         */
        void result(long sentNs, long arrivalNs, int bytes, int cluster);
    }

    /**
     * Records a packet as it is sent.
     *
     * @param bytes on the wire, 0 to 65535
     * @param cluster probe cluster, 1 to 32767, or {@link #NO_CLUSTER}
     * @return the transport-wide sequence number to write into it
     */
    public int onSent(long nowNs, int bytes, int cluster) {
        if (next - firstOpen == WINDOW) {
            close();
        }
        int slot = slot(next);
        sentNs[slot] = nowNs;
        states[slot] = OPEN;
        bytesAndCluster[slot] = cluster << 16 | Math.min(bytes, MAX_BYTES);
        inFlightBytes += Math.min(bytes, MAX_BYTES);
        return (int) next++ & 0xFFFF;
    }

    /**
     * Matches feedback with what was sent. A packet that has not come is called lost when later ones are known to have come
     * and it is still missing: it may have been overtaken, and be in the next feedback. What feedback has told before, and
     * what was never sent, is skipped; packets whose feedback was itself lost are forgotten.
     */
    public void onFeedback(Twcc twcc, Output out) {
        long base = next - 1 + (short) (twcc.baseSequence() - (int) (next - 1));
        long arrival = referenceNs(twcc);
        for (int i = 0; i < twcc.count(); i++) {
            boolean received = twcc.isReceived(i);
            if (received) {
                arrival += twcc.delta(i) * Twcc.TICK_NS;
            }
            long number = base + i;
            if (number < firstOpen || number >= next) {
                continue;
            }
            int slot = slot(number);
            if (received && states[slot] != DONE) {
                states[slot] = DONE;
                inFlightBytes -= bytesOf(slot);
                newestAckedNs = Math.max(newestAckedNs, sentNs[slot]);
                out.result(sentNs[slot], arrival, bytesOf(slot), bytesAndCluster[slot] >>> 16);
            } else if (!received && states[slot] == OPEN) {
                states[slot] = MISSING;
            }
        }
        settle(out);
    }

    private void settle(Output out) {
        while (firstOpen < next) {
            int slot = slot(firstOpen);
            long ageNs = newestAckedNs - sentNs[slot];
            if (states[slot] == MISSING && ageNs > REORDER_NS) {
                out.result(sentNs[slot], LOST, bytesOf(slot), bytesAndCluster[slot] >>> 16);
            } else if (states[slot] != DONE && ageNs <= FORGET_NS) {
                return;
            }
            close();
        }
    }

    /** Bytes sent of which nothing is known yet. */
    public long inFlightBytes() {
        return inFlightBytes;
    }

    private void close() {
        int slot = slot(firstOpen++);
        if (states[slot] != DONE) {
            inFlightBytes -= bytesOf(slot);
        }
    }

    private int bytesOf(int slot) {
        return bytesAndCluster[slot] & MAX_BYTES;
    }

    /** Resolves the wrap of the 24-bit reference time. */
    private long referenceNs(Twcc twcc) {
        if (remoteReference == LOST) {
            remoteReference = twcc.referenceTime();
        } else {
            remoteReference += (int) (twcc.referenceTime() - remoteReference) << 8 >> 8;
        }
        return remoteReference * Twcc.REFERENCE_NS;
    }

    private static int slot(long number) {
        return (int) number & (WINDOW - 1);
    }
}
