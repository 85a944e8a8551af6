package org.kaskado.payload;

/**
 * What forwarding has to know about one payload, read without taking the frame apart. One object is filled again and again;
 * offsets are indexes of the array that was looked at.
 */
public final class PayloadFacts {
    /** A field that the payload does not carry. */
    public static final int ABSENT = -1;

    boolean startsFrame;
    boolean endsFrame;
    boolean startsKeyFrame;
    boolean isSwitchingUpPoint;
    boolean isInterPicturePredicted;
    int temporalLayer;
    int spatialLayer;
    int pictureId = ABSENT;
    int pictureIdBits;
    int pictureIdOffset = ABSENT;
    int tl0PicIdx = ABSENT;
    int tl0PicIdxOffset = ABSENT;
    int headerBytes;

    /** Whether the packet is the first of a frame (of one spatial layer, where there are layers). */
    public boolean startsFrame() {
        return startsFrame;
    }

    /** Whether the packet is known to be the last of a frame (of one spatial layer); formats that cannot say answer no. */
    public boolean endsFrame() {
        return endsFrame;
    }

    /** Whether a receiver can start with this packet: the first one of a key frame. */
    public boolean startsKeyFrame() {
        return startsKeyFrame;
    }

    /** Whether temporal layers above the one forwarded may be added with this frame. */
    public boolean isSwitchingUpPoint() {
        return isSwitchingUpPoint;
    }

    /** Whether the frame refers to an earlier picture of its own spatial layer; if not, the layer may be added here. */
    public boolean isInterPicturePredicted() {
        return isInterPicturePredicted;
    }

    /** 0 is the base layer, also where the format has none. */
    public int temporalLayer() {
        return temporalLayer;
    }

    /** 0 is the base layer, also where the format has none. */
    public int spatialLayer() {
        return spatialLayer;
    }

    /** Or {@link #ABSENT}. */
    public int pictureId() {
        return pictureId;
    }

    /** 7 or 15; 0 when there is no picture id. */
    public int pictureIdBits() {
        return pictureIdBits;
    }

    /** Or {@link #ABSENT}. */
    public int pictureIdOffset() {
        return pictureIdOffset;
    }

    /** 8 bits, or {@link #ABSENT}. */
    public int tl0PicIdx() {
        return tl0PicIdx;
    }

    /** Or {@link #ABSENT}. */
    public int tl0PicIdxOffset() {
        return tl0PicIdxOffset;
    }

    /** Bytes of the payload descriptor before the codec's own bytes. */
    public int headerBytes() {
        return headerBytes;
    }

    /** Writes a picture id in the form it has there: 7 or 15 bits, the M bit kept. */
    public static void putPictureId(byte[] data, int offset, int bits, int pictureId) {
        if (bits == 15) {
            data[offset] = (byte) (0x80 | (pictureId >>> 8 & 0x7F));
            data[offset + 1] = (byte) pictureId;
        } else {
            data[offset] = (byte) (pictureId & 0x7F);
        }
    }

    void clear() {
        startsFrame = false;
        endsFrame = false;
        startsKeyFrame = false;
        isSwitchingUpPoint = false;
        isInterPicturePredicted = true;
        temporalLayer = 0;
        spatialLayer = 0;
        pictureId = ABSENT;
        pictureIdBits = 0;
        pictureIdOffset = ABSENT;
        tl0PicIdx = ABSENT;
        tl0PicIdxOffset = ABSENT;
        headerBytes = 0;
    }

    /** Reads a 7 or 15 bit picture id at {@code at}, as VP8 and VP9 write it; answers the index after it, or -1. */
    int readPictureId(byte[] data, int at, int end) {
        if (at >= end) {
            return -1;
        }
        pictureIdOffset = at;
        int first = data[at] & 0xFF;
        if ((first & 0x80) == 0) {
            pictureIdBits = 7;
            pictureId = first;
            return at + 1;
        }
        if (at + 1 >= end) {
            return -1;
        }
        pictureIdBits = 15;
        pictureId = (first & 0x7F) << 8 | (data[at + 1] & 0xFF);
        return at + 2;
    }

    int readTl0PicIdx(byte[] data, int at, int end) {
        if (at >= end) {
            return -1;
        }
        tl0PicIdxOffset = at;
        tl0PicIdx = data[at] & 0xFF;
        return at + 1;
    }
}
