package org.kaskado.forward;

/** How one packet was rewritten, enough to do it again byte by byte; filled again for each. */
final class Outgoing {
    static final int ABSENT = -1;

    long sequence;
    /** Encoding and extended sequence number of the source packet. */
    int encoding;

    long sourceSequence;
    int timestamp;
    int payloadType;
    boolean isMarked;
    /** A filler without payload, for a number that was reserved in vain. */
    boolean isFiller;

    /** 7, 15, 16 (frame number of a dependency descriptor), or 0 for none. */
    int pictureIdBits;

    int pictureId;
    /** Distance from the payload's first byte. */
    int pictureIdAt;

    int tl0PicIdx;
    /** Distance from the payload's first byte, or {@link #ABSENT}. */
    int tl0PicIdxAt;

    int absSendTime;
    int transportSequence;
}
