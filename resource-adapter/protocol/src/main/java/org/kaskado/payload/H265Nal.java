package org.kaskado.payload;

import org.kaskado.net.Wire;

/**
 * NAL unit types of H.265 and of its payloads, RFC 7798 §1.1.4 and §4.4.
 *
 * <pre>
 * |F|   Type    |  LayerId  | TID |    a fragmentation unit adds |S|E|  FuType   |
 * </pre>
 */
final class H265Nal {
    static final int VPS = 32;
    static final int SPS = 33;
    static final int PPS = 34;
    static final int DELIMITER = 35;
    static final int AP = 48;
    static final int FU = 49;
    private static final int FIRST_IRAP = 16;
    private static final int LAST_IRAP = 21;
    private static final int LAST_SLICE = 31;
    private static final int TSA_N = 2;
    private static final int STSA_R = 5;

    private H265Nal() {}

    static int type(int firstByte) {
        return firstByte >>> 1 & 0x3F;
    }

    static boolean isParameterSet(int type) {
        return type >= VPS && type <= PPS;
    }

    static boolean isSlice(int type) {
        return type <= LAST_SLICE;
    }

    static boolean isKey(int type) {
        return type >= FIRST_IRAP && type <= LAST_IRAP;
    }

    static boolean peek(byte[] data, int offset, int length, PayloadFacts into) {
        into.clear();
        if (length < 2) {
            return false;
        }
        int type = type(data[offset]);
        into.temporalLayer = Math.max(0, (data[offset + 1] & 7) - 1);
        if (type == AP) {
            return peekAggregate(data, offset + 2, offset + length, into);
        }
        if (length == 2) {
            return type < AP;
        }
        if (type == FU) {
            into.headerBytes = 3;
            if ((data[offset + 2] & H264Nal.FU_START) != 0 && length > 3) {
                see(data[offset + 2] & 0x3F, data[offset + 3], into);
            }
            return length > 3;
        }
        see(type, data[offset + 2], into);
        return type < AP;
    }

    private static boolean peekAggregate(byte[] data, int from, int end, PayloadFacts into) {
        int at = from;
        while (at + 4 <= end) {
            int size = Wire.get16(data, at);
            if (size < 2 || size > end - at - 2) {
                return false;
            }
            if (size > 2) {
                see(type(data[at + 2]), data[at + 4], into);
            }
            at += 2 + size;
        }
        return at == end && at > from;
    }

    private static void see(int type, int third, PayloadFacts into) {
        boolean isFirstSlice = isSlice(type) && (third & 0x80) != 0;
        if (type == VPS || type == SPS || (isKey(type) && isFirstSlice)) {
            into.startsKeyFrame = true;
            into.isInterPicturePredicted = false;
        }
        // H.265 §7.4.2.2: temporal sub-layer access and step-wise access pictures are switching points
        into.isSwitchingUpPoint |= type >= TSA_N && type <= STSA_R;
        into.startsFrame |= type == VPS || type == SPS || type == DELIMITER || isFirstSlice;
    }
}
