package org.kaskado.payload;

/**
 * The VP8 payload descriptor, RFC 7741 §4.2.
 *
 * <pre>
 * |X|R|N|S|R| PID |   S: a partition starts; PID: which one
 * |I|L|T|K| RSV   |   when X
 * |M| PictureID   |   when I; 7 bits, or 15 in two bytes when M
 * |   TL0PICIDX   |   when L
 * |TID|Y| KEYIDX  |   when T or K
 * </pre>
 */
final class Vp8Descriptor {
    static final int X = 0x80;
    static final int S = 0x10;
    static final int PARTITION = 0x07;
    static final int I = 0x80;
    static final int L = 0x40;
    static final int T = 0x20;
    static final int K = 0x10;
    private static final int Y = 0x20;

    private Vp8Descriptor() {}

    static boolean peek(byte[] data, int offset, int length, PayloadFacts into) {
        into.clear();
        int end = offset + length;
        if (length < 1) {
            return false;
        }
        int first = data[offset] & 0xFF;
        int at = (first & X) == 0 ? offset + 1 : readExtension(data, offset + 1, end, into);
        if (at < 0 || at >= end) {
            return false;
        }
        into.headerBytes = at - offset;
        into.startsFrame = (first & (S | PARTITION)) == S;
        // RFC 7741 §4.3: P, the lowest bit of the frame's first byte, is 0 in key frames
        into.startsKeyFrame = into.startsFrame && (data[at] & 1) == 0;
        into.isInterPicturePredicted = !into.startsKeyFrame;
        return true;
    }

    private static int readExtension(byte[] data, int from, int end, PayloadFacts into) {
        if (from >= end) {
            return -1;
        }
        int flags = data[from] & 0xFF;
        int at = from + 1;
        if ((flags & I) != 0) {
            at = into.readPictureId(data, at, end);
        }
        if ((flags & L) != 0 && at > 0) {
            at = into.readTl0PicIdx(data, at, end);
        }
        if ((flags & (T | K)) == 0 || at < 0) {
            return at;
        }
        if (at >= end) {
            return -1;
        }
        if ((flags & T) != 0) {
            into.temporalLayer = data[at] >>> 6 & 3;
            into.isSwitchingUpPoint = (data[at] & Y) != 0;
        }
        return at + 1;
    }
}
