package org.kaskado.payload;

/**
 * AV1 open bitstream units and the aggregation header of their RTP payload format (AOM, version 1.0, §4.4).
 *
 * <pre>
 * OBU header          |F| type  |X|S|-|   X: an extension byte follows; S: a size follows
 * aggregation header  |Z|Y| W |N|-|-|-|   Z, Y: first continues, last is continued; W: elements, 0 = all sized
 * </pre>
 */
final class Av1Obu {
    static final int SEQUENCE_HEADER = 1;
    static final int TEMPORAL_DELIMITER = 2;
    static final int FRAME_HEADER = 3;
    static final int FRAME = 6;
    static final int TILE_LIST = 8;
    static final int PADDING = 15;
    static final int HAS_EXTENSION = 0x04;
    static final int HAS_SIZE = 0x02;
    static final int Z = 0x80;
    static final int Y = 0x40;
    static final int N = 0x08;
    private static final int MAX_LEB_BYTES = 5;

    private Av1Obu() {}

    static int type(int header) {
        return header >>> 3 & 0x0F;
    }

    static int headerBytes(int header) {
        return (header & HAS_EXTENSION) != 0 ? 2 : 1;
    }

    /** Whether an RTP sender leaves it out (§5). */
    static boolean staysBehind(int type) {
        return type == TEMPORAL_DELIMITER || type == TILE_LIST || type == PADDING;
    }

    /** A leb128 value below 2^31, or -1 when there is none; its length is {@link #lebBytes} of the same place. */
    static int leb(byte[] data, int from, int end) {
        long value = 0;
        for (int index = 0; index < MAX_LEB_BYTES && from + index < end; index++) {
            value |= (long) (data[from + index] & 0x7F) << (7 * index);
            if ((data[from + index] & 0x80) == 0) {
                return value > Integer.MAX_VALUE ? -1 : (int) value;
            }
        }
        return -1;
    }

    /** Bytes of the leb128 value that begins there; only after {@link #leb} found one. */
    static int lebBytes(byte[] data, int from) {
        int at = from;
        while ((data[at] & 0x80) != 0) {
            at++;
        }
        return at - from + 1;
    }

    static int lebLength(int value) {
        int length = 1;
        for (int rest = value >>> 7; rest != 0; rest >>>= 7) {
            length++;
        }
        return length;
    }

    /** Answers the index after it. */
    static int putLeb(byte[] data, int at, int value) {
        int rest = value;
        int index = at;
        while (rest > 0x7F) {
            data[index++] = (byte) ((rest & 0x7F) | 0x80);
            rest >>>= 7;
        }
        data[index++] = (byte) rest;
        return index;
    }

    static boolean peek(byte[] data, int offset, int length, PayloadFacts into) {
        into.clear();
        if (length < 2) {
            return false;
        }
        int header = data[offset] & 0xFF;
        into.headerBytes = 1;
        into.startsFrame = (header & Z) == 0;
        // N: first packet of a coded video sequence, which begins with a key frame
        into.startsKeyFrame = (header & N) != 0 && into.startsFrame;
        into.isInterPicturePredicted = !into.startsKeyFrame;
        return (header & (N | Z)) != (N | Z);
    }
}
