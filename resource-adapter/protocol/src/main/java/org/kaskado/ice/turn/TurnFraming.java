package org.kaskado.ice.turn;

import org.kaskado.net.Wire;
import org.kaskado.stun.StunMessage;

/** Cuts a stream from a TURN server into messages (RFC 8656 §12.5): the shell keeps what is not yet whole. */
public final class TurnFraming {
    /** More bytes are needed to tell. */
    public static final int MORE = 0;
    /** No TURN stream: close it. */
    public static final int BROKEN = -1;

    static final int CHANNEL_HEADER_BYTES = 4;
    private static final int MAX_FRAME_BYTES = 4 + 65_535 + 3;

    private TurnFraming() {}

    /** Bytes of the message at the front of a buffer with its padding, {@link #MORE} or {@link #BROKEN}. */
    public static int frameBytes(byte[] data, int offset, int length) {
        if (length < CHANNEL_HEADER_BYTES) {
            return MORE;
        }
        int size = Wire.get16(data, offset + 2);
        int kind = (data[offset] & 0xC0) >>> 6;
        if (kind > 1 || (kind == 0 && (size & 3) != 0)) {
            return BROKEN;
        }
        int frame = kind == 0 ? StunMessage.HEADER_BYTES + size : CHANNEL_HEADER_BYTES + padded(size);
        if (frame > MAX_FRAME_BYTES) {
            return BROKEN;
        }
        return frame <= length ? frame : MORE;
    }

    static int padded(int size) {
        return (size + 3) & ~3;
    }
}
