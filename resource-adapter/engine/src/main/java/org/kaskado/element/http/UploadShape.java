package org.kaskado.element.http;

import java.nio.charset.StandardCharsets;

/**
 * Tells from the first bytes of an upload whether it can be demuxed while it comes. An ISO file (MP4, MOV) whose media
 * data comes before its index cannot: its boxes (ISO/IEC 14496-12 §4.2) are walked until one or the other is met. Pure.
 */
final class UploadShape {
    private static final int HEADER_BYTES = 8;
    private static final int LARGE_HEADER_BYTES = 16;

    private final byte[] header = new byte[LARGE_HEADER_BYTES];
    private int headerBytes;
    private long skipBytes;
    private boolean isFirstBox = true;
    private Verdict verdict = Verdict.UNDECIDED;

    enum Verdict {
        UNDECIDED,
        /** Can be read in order. */
        IN_ORDER,
        /** Must be there as a whole first. */
        WHOLE
    }

    Verdict verdict() {
        return verdict;
    }

    /** Looks at the next bytes. */
    Verdict feed(byte[] bytes, int offset, int length) {
        int at = offset;
        int end = offset + length;
        while (at < end && verdict == Verdict.UNDECIDED) {
            if (skipBytes > 0) {
                int step = (int) Math.min(skipBytes, end - at);
                skipBytes -= step;
                at += step;
            } else {
                header[headerBytes++] = bytes[at++];
                if (headerBytes == wantedHeader()) {
                    box();
                }
            }
        }
        return verdict;
    }

    private int wantedHeader() {
        return headerBytes >= HEADER_BYTES && unsigned(0, 4) == 1 ? LARGE_HEADER_BYTES : HEADER_BYTES;
    }

    private void box() {
        long size = unsigned(0, 4);
        if (size == 1 && headerBytes == HEADER_BYTES) {
            return; // a 64-bit size follows
        }
        String type = new String(header, 4, 4, StandardCharsets.ISO_8859_1);
        long bodyBytes = (size == 1 ? unsigned(8, 8) : size) - headerBytes;
        if (isFirstBox && !type.matches("ftyp|moov|mdat|free|skip|wide|pnot")) {
            verdict = Verdict.IN_ORDER; // no ISO file
        } else if (type.equals("moov") || type.equals("moof") || type.equals("sidx")) {
            verdict = Verdict.IN_ORDER;
        } else if (type.equals("mdat") || size == 0 || bodyBytes < 0) {
            verdict = Verdict.WHOLE;
        } else {
            skipBytes = bodyBytes;
        }
        isFirstBox = false;
        headerBytes = 0;
    }

    private long unsigned(int from, int count) {
        long value = 0;
        for (int i = from; i < from + count; i++) {
            value = value << 8 | (header[i] & 0xFF);
        }
        return value;
    }
}
