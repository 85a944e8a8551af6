package org.kaskado.payload;

/**
 * The VP9 payload descriptor, RFC 9628 §4.2.
 *
 * <pre>
 * |I|P|L|F|B|E|V|Z|   P: refers to earlier pictures; B, E: first and last packet of a layer frame
 * |M| PICTURE ID  |   when I; 7 bits, or 15 in two bytes when M
 * | TID |U| SID |D|   when L; U: switching up point; D: refers to the layer below
 * |   TL0PICIDX   |   when L and not F
 * |   P_DIFF    |N|   when F and P, one to three times
 * scalability structure, when V
 * </pre>
 */
final class Vp9Descriptor {
    static final int I = 0x80;
    static final int P = 0x40;
    static final int L = 0x20;
    static final int F = 0x10;
    static final int B = 0x08;
    static final int E = 0x04;
    static final int V = 0x02;
    private static final int MAX_REFERENCES = 3;

    private Vp9Descriptor() {}

    static boolean peek(byte[] data, int offset, int length, PayloadFacts into) {
        into.clear();
        if (length < 1) {
            return false;
        }
        int end = offset + length;
        int first = data[offset] & 0xFF;
        int at = readLayers(data, offset, end, into);
        if (at > 0 && (first & (F | P)) == (F | P)) {
            at = skipReferences(data, at, end);
        }
        if (at > 0 && (first & V) != 0) {
            at = skipStructure(data, at, end);
        }
        if (at < 0 || at >= end) {
            return false;
        }
        into.headerBytes = at - offset;
        into.startsFrame = (first & B) != 0;
        into.endsFrame = (first & E) != 0;
        into.isInterPicturePredicted = (first & P) != 0;
        into.startsKeyFrame = into.startsFrame && (first & P) == 0 && into.spatialLayer == 0;
        return true;
    }

    private static int readLayers(byte[] data, int offset, int end, PayloadFacts into) {
        int first = data[offset] & 0xFF;
        int at = offset + 1;
        if ((first & I) != 0) {
            at = into.readPictureId(data, at, end);
        }
        if ((first & L) == 0 || at < 0) {
            return at;
        }
        if (at >= end) {
            return -1;
        }
        into.temporalLayer = data[at] >>> 5 & 7;
        into.isSwitchingUpPoint = (data[at] & 0x10) != 0;
        into.spatialLayer = data[at] >>> 1 & 7;
        at++;
        return (first & F) == 0 ? into.readTl0PicIdx(data, at, end) : at;
    }

    private static int skipReferences(byte[] data, int from, int end) {
        int at = from;
        for (int count = 0; count < MAX_REFERENCES; count++) {
            if (at >= end) {
                return -1;
            }
            if ((data[at++] & 1) == 0) {
                return at;
            }
        }
        return -1;
    }

    /** RFC 9628 §4.2.1: N_S, Y, G, sizes per layer, then the picture group. */
    private static int skipStructure(byte[] data, int from, int end) {
        if (from >= end) {
            return -1;
        }
        int flags = data[from] & 0xFF;
        int at = from + 1 + ((flags & 0x10) != 0 ? 4 * ((flags >>> 5) + 1) : 0);
        if ((flags & 0x08) == 0) {
            return at;
        }
        if (at >= end) {
            return -1;
        }
        int pictures = data[at++] & 0xFF;
        for (int picture = 0; picture < pictures; picture++) {
            if (at >= end) {
                return -1;
            }
            at += 1 + (data[at] >>> 2 & 3);
        }
        return at;
    }
}
