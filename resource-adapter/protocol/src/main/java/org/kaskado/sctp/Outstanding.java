package org.kaskado.sctp;

import org.jspecify.annotations.Nullable;
import org.kaskado.sctp.OutgoingChunk.State;

/** Chunks with a TSN that are not cumulatively acknowledged, in a ring by TSN. */
final class Outstanding {
    /** More are not sent before some are acknowledged; also fits the gap blocks' 16 bits. */
    static final int MAX_CHUNKS = 8192;

    private static final int MISSING_REPORTS = 3; // RFC 9260 §7.2.4

    private @Nullable OutgoingChunk[] ring = new OutgoingChunk[64];
    private long nextTsn;
    private long ackedTsn;
    private long flightBytes;
    private int lostChunks;
    private int abandonedChunks;

    Outstanding(long firstTsn) {
        nextTsn = firstTsn;
        ackedTsn = firstTsn - 1;
    }

    long nextTsn() {
        return nextTsn;
    }

    /** Cumulative TSN ack point. */
    long ackedTsn() {
        return ackedTsn;
    }

    long flightBytes() {
        return flightBytes;
    }

    boolean isEmpty() {
        return nextTsn == ackedTsn + 1;
    }

    boolean isFull() {
        return nextTsn - ackedTsn > MAX_CHUNKS;
    }

    boolean hasLost() {
        return lostChunks > 0;
    }

    boolean hasAbandoned() {
        return abandonedChunks > 0;
    }

    OutgoingChunk get(long tsn) {
        OutgoingChunk chunk = ring[(int) tsn & (ring.length - 1)];
        if (chunk == null || chunk.tsn != tsn) {
            throw new IllegalStateException("TSN " + tsn + " is not outstanding");
        }
        return chunk;
    }

    /** Cuts the next chunk off a message and counts it as flight. */
    OutgoingChunk add(OutgoingMessage message, int bytes) {
        OutgoingChunk chunk = place(message, bytes);
        flightBytes += bytes;
        return chunk;
    }

    /** Gives up a message: what of it was sent is not sent again; a begun rest takes one TSN, so that FORWARD-TSN ends it. */
    void abandon(OutgoingMessage message) {
        message.abandon();
        if (!message.isBegun()) {
            return;
        }
        if (message.uncutBytes() > 0) {
            OutgoingChunk rest = place(message, 0);
            rest.state = State.ABANDONED;
            abandonedChunks++;
        }
        for (long tsn = Math.max(message.firstTsn(), ackedTsn + 1); tsn <= message.lastTsn(); tsn++) {
            OutgoingChunk chunk = get(tsn);
            if (chunk.state != State.ABANDONED) {
                uncount(chunk);
                chunk.state = State.ABANDONED;
                abandonedChunks++;
            }
        }
    }

    /** The first chunk from this TSN on that waits to be sent again, or null. */
    @Nullable
    OutgoingChunk lostFrom(long fromTsn) {
        for (long tsn = Math.max(fromTsn, ackedTsn + 1); lostChunks > 0 && tsn < nextTsn; tsn++) {
            OutgoingChunk chunk = get(tsn);
            if (chunk.state == State.LOST) {
                return chunk;
            }
        }
        return null;
    }

    /** A lost chunk goes out again. */
    void resent(OutgoingChunk chunk) {
        lostChunks--;
        flightBytes += chunk.length;
        chunk.state = State.IN_FLIGHT;
        chunk.missing = 0;
    }

    /** RFC 9260 §6.3.3 E3: all that is in flight counts as lost. */
    void loseAll() {
        for (long tsn = ackedTsn + 1; tsn < nextTsn; tsn++) {
            OutgoingChunk chunk = get(tsn);
            if (chunk.state == State.IN_FLIGHT) {
                lose(chunk);
            }
        }
    }

    /** Takes what a SACK acknowledges cumulatively. */
    void ackUpTo(long tsn, SackOutcome outcome) {
        while (ackedTsn < tsn) {
            OutgoingChunk chunk = get(ackedTsn + 1);
            if (chunk.state == State.IN_FLIGHT || chunk.state == State.LOST) {
                outcome.acked(chunk);
            }
            uncount(chunk);
            if (chunk.state == State.ABANDONED) {
                abandonedChunks--;
            }
            ackedTsn++;
            ring[(int) ackedTsn & (ring.length - 1)] = null;
        }
    }

    /** Takes the gap blocks; blocks out of order or of TSNs that were never sent are left out. */
    void ackGaps(SackView sack, SackOutcome outcome) {
        long at = ackedTsn + 1;
        for (int block = 0; block < sack.blocks(); block++) {
            long first = sack.first(block);
            long last = sack.last(block);
            if (first < at || last < first || last >= nextTsn) {
                continue;
            }
            renege(at, first);
            for (long tsn = first; tsn <= last; tsn++) {
                ackInGap(get(tsn), outcome);
            }
            at = last + 1;
        }
        outcome.highestReported(at - 1);
        renege(at, nextTsn);
    }

    /** RFC 9260 §7.2.4: counts what is missing below the limit; answers whether any chunk is lost by that. */
    boolean countMissing(long limitTsn) {
        boolean anyLost = false;
        for (long tsn = ackedTsn + 1; tsn < limitTsn; tsn++) {
            OutgoingChunk chunk = get(tsn);
            if (chunk.state == State.IN_FLIGHT && !chunk.isFastRetransmitted && ++chunk.missing >= MISSING_REPORTS) {
                chunk.isFastRetransmitted = true;
                lose(chunk);
                anyLost = true;
            }
        }
        return anyLost;
    }

    /**
     * RFC 3758 §3.5 C: the last TSN that the peer need not wait for. Goes over chunks that a gap block reported, too: the
     * peer has them.
     */
    long advancedTsn() {
        long advanced = ackedTsn;
        for (long tsn = ackedTsn + 1; abandonedChunks > 0 && tsn < nextTsn; tsn++) {
            State state = get(tsn).state;
            if (state == State.ABANDONED) {
                advanced = tsn;
            } else if (state != State.ACKED) {
                break;
            }
        }
        return advanced;
    }

    private void ackInGap(OutgoingChunk chunk, SackOutcome outcome) {
        if (chunk.state == State.IN_FLIGHT || chunk.state == State.LOST) {
            outcome.acked(chunk);
            outcome.highestAcked(chunk.tsn);
            uncount(chunk);
            chunk.state = State.ACKED;
        }
    }

    /** RFC 9260 §6.2.1: what was reported before and no longer is, is in flight again. */
    private void renege(long fromTsn, long untilTsn) {
        for (long tsn = fromTsn; tsn < untilTsn; tsn++) {
            OutgoingChunk chunk = get(tsn);
            if (chunk.state == State.ACKED) {
                chunk.state = State.IN_FLIGHT;
                flightBytes += chunk.length;
            }
        }
    }

    private void lose(OutgoingChunk chunk) {
        uncount(chunk);
        chunk.state = State.LOST;
        lostChunks++;
    }

    private void uncount(OutgoingChunk chunk) {
        if (chunk.state == State.IN_FLIGHT) {
            flightBytes -= chunk.length;
        } else if (chunk.state == State.LOST) {
            lostChunks--;
        }
    }

    private OutgoingChunk place(OutgoingMessage message, int bytes) {
        if (nextTsn - ackedTsn > ring.length) {
            grow();
        }
        OutgoingChunk chunk = new OutgoingChunk(nextTsn, message, message.cut(nextTsn, bytes), bytes);
        ring[(int) nextTsn & (ring.length - 1)] = chunk;
        nextTsn++;
        return chunk;
    }

    private void grow() {
        @Nullable OutgoingChunk[] larger = new OutgoingChunk[ring.length * 2];
        for (OutgoingChunk chunk : ring) {
            if (chunk != null) {
                larger[(int) chunk.tsn & (larger.length - 1)] = chunk;
            }
        }
        ring = larger;
    }
}
