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

    private final long[] sentNs = new long[WINDOW];
    private final int[] bytesAndCluster = new int[WINDOW];
    private long next = 1L << 16;
    private long firstOpen = next;
    private long inFlightBytes;
    private long remoteReference = LOST;

    /** Takes what became of each packet, in sending order. */
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
            close(firstOpen++);
        }
        int slot = slot(next);
        sentNs[slot] = nowNs;
        bytesAndCluster[slot] = cluster << 16 | Math.min(bytes, MAX_BYTES);
        inFlightBytes += Math.min(bytes, MAX_BYTES);
        return (int) next++ & 0xFFFF;
    }

    /**
     * Matches feedback with what was sent. Packets of which earlier feedback has told, and unknown ones, are
     * skipped; packets before them, whose feedback must have been lost, are forgotten.
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
            while (firstOpen < number) {
                close(firstOpen++);
            }
            firstOpen++;
            report(number, received ? arrival : LOST, out);
        }
    }

    /** Bytes sent of which nothing is known yet. */
    public long inFlightBytes() {
        return inFlightBytes;
    }

    private void report(long number, long arrivalNs, Output out) {
        int slot = slot(number);
        close(number);
        out.result(sentNs[slot], arrivalNs, bytesAndCluster[slot] & MAX_BYTES, bytesAndCluster[slot] >>> 16);
    }

    private void close(long number) {
        inFlightBytes -= bytesAndCluster[slot(number)] & MAX_BYTES;
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
