package org.kaskado.payload;

import org.kaskado.net.Wire;

/**
 * NAL unit types of H.264 and of its payloads, RFC 6184 §5.2.
 *
 * <pre>
 * |F|NRI|  Type   |    FU indicator is the same, then |S|E|R|  Type   |
 * </pre>
 */
final class H264Nal {
    static final int SLICE = 1;
    static final int IDR = 5;
    static final int SPS = 7;
    static final int PPS = 8;
    static final int DELIMITER = 9;
    static final int STAP_A = 24;
    static final int FU_A = 28;
    static final int FU_START = 0x80;
    static final int FU_END = 0x40;
    static final int TYPE = 0x1F;

    private H264Nal() {}

    static int type(int header) {
        return header & TYPE;
    }

    static boolean isSlice(int type) {
        return type >= SLICE && type <= IDR;
    }

    /** H.264 §7.3.3: first_mb_in_slice is an Exp-Golomb code; 0 is the single bit 1. */
    static boolean isFirstSlice(int byteAfterHeader) {
        return (byteAfterHeader & 0x80) != 0;
    }

    static boolean peek(byte[] data, int offset, int length, PayloadFacts into) {
        into.clear();
        if (length < 1) {
            return false;
        }
        int type = type(data[offset]);
        if (type == STAP_A) {
            return peekAggregate(data, offset + 1, offset + length, into);
        }
        if (length == 1) {
            return type > 0 && type < STAP_A;
        }
        if (type == FU_A) {
            boolean isStart = (data[offset + 1] & FU_START) != 0;
            into.headerBytes = 2;
            if (isStart && length > 2) {
                see(type(data[offset + 1]), data[offset + 2], into);
            }
            return length > 2;
        }
        see(type, data[offset + 1], into);
        return type != 0 && type < STAP_A;
    }

    private static boolean peekAggregate(byte[] data, int from, int end, PayloadFacts into) {
        int at = from;
        while (at + 3 <= end) {
            int size = Wire.get16(data, at);
            if (size < 1 || size > end - at - 2) {
                return false;
            }
            if (size > 1) {
                see(type(data[at + 2]), data[at + 3], into);
            }
            at += 2 + size;
        }
        return at == end && at > from;
    }

    private static void see(int type, int second, PayloadFacts into) {
        boolean isFirstIdrSlice = type == IDR && isFirstSlice(second);
        if (type == SPS || isFirstIdrSlice) {
            into.startsKeyFrame = true;
            into.isInterPicturePredicted = false;
        }
        into.startsFrame |= type == SPS || type == DELIMITER || (isSlice(type) && isFirstSlice(second));
    }
}
