package org.kaskado.forward;

import java.util.Arrays;
import org.kaskado.payload.PayloadFacts;

/**
 * Continues picture ids and TL0PICIDX across switches of the source, and closes the gaps of dropped VP8 frames: decoders take
 * a missing picture id for a frame to wait for.
 */
final class PictureRewriter {
    private static final int WINDOW = 128;
    private static final int MASK = WINDOW - 1;
    private static final long NONE = -1;

    private final long[] outgoing = new long[WINDOW];
    private long highest = NONE;
    private long next;
    private int tl0Difference;
    private int lastTl0 = PayloadFacts.ABSENT;

    PictureRewriter() {
        Arrays.fill(outgoing, NONE);
    }

    /** The source goes on with this packet. */
    void restart(SourcePacket packet) {
        if (packet.hasPictureId()) {
            if (highest == NONE) {
                next = packet.facts.pictureId();
            }
            Arrays.fill(outgoing, NONE);
            highest = packet.pictureIndex - 1;
        }
        int tl0 = packet.facts.tl0PicIdx();
        if (tl0 != PayloadFacts.ABSENT) {
            tl0Difference = lastTl0 == PayloadFacts.ABSENT ? 0 : lastTl0 + 1 - tl0;
        }
    }

    /** The outgoing picture id without wrap. */
    long pictureId(SourcePacket packet) {
        long source = packet.pictureIndex;
        if (source > highest) {
            advance(source);
            outgoing[(int) source & MASK] = next++;
            return next - 1;
        }
        long known = source > highest - WINDOW ? outgoing[(int) source & MASK] : NONE;
        return known == NONE ? next - 1 : known;
    }

    /**
     * The packet's frame is not forwarded.
     *
     * @param closesGaps whether it shall leave no gap (not where references are relative: VP9, AV1)
     */
    void drop(SourcePacket packet, boolean closesGaps) {
        if (!packet.hasPictureId() || packet.pictureIndex <= highest) {
            return;
        }
        if (closesGaps) {
            advance(packet.pictureIndex);
            outgoing[(int) packet.pictureIndex & MASK] = NONE;
        } else {
            pictureId(packet);
        }
    }

    int tl0PicIdx(SourcePacket packet, boolean isNewest) {
        int tl0 = (packet.facts.tl0PicIdx() + tl0Difference) & 0xFF;
        if (isNewest) {
            lastTl0 = tl0;
        }
        return tl0;
    }

    private void advance(long source) {
        if (source - highest > WINDOW) {
            next++;
            Arrays.fill(outgoing, NONE);
            highest = source - 1;
        }
        for (long missing = highest + 1; missing < source; missing++) {
            outgoing[(int) missing & MASK] = next++;
        }
        highest = source;
    }
}
