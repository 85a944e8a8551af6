package org.kaskado.worker.container;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.kaskado.processing.WireCodec;

/** Just enough of ISO/IEC 14496-12 §4.2 to find where the first movie fragment starts. */
public final class Mp4Boxes {
    private static final int HEADER_BYTES = 8;
    private static final int MOOF =
            ByteBuffer.wrap("moof".getBytes(StandardCharsets.US_ASCII)).getInt();

    private Mp4Boxes() {}

    /** Offset of the first {@code moof} box, or the length when there is none; what is before it is the header. */
    public static int firstFragment(byte[] bytes) {
        ByteBuffer boxes = ByteBuffer.wrap(bytes);
        int at = 0;
        while (at + HEADER_BYTES <= bytes.length) {
            long length = boxes.getInt(at) & 0xFFFF_FFFFL;
            if (boxes.getInt(at + Integer.BYTES) == MOOF) {
                return at;
            }
            if (length < HEADER_BYTES || length > 64L * WireCodec.MAX_MESSAGE_BYTES) {
                return bytes.length;
            }
            at = (int) Math.min(bytes.length, at + length);
        }
        return bytes.length;
    }
}
