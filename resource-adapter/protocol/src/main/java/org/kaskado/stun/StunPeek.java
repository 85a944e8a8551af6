package org.kaskado.stun;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.kaskado.net.Wire;

/**
 * Looks into a datagram without reading all of it: enough for a shared port to find the session that a connectivity check
 * is for. Nothing is verified; the session does that.
 */
public final class StunPeek {
    private static final int BINDING_REQUEST = 0x0001;
    private static final int MAX_UFRAG_CHARS = 256;
    private static final int MAX_LOOKS = 48;

    private StunPeek() {}

    /** Whether header, cookie and length are those of a STUN message (RFC 8489 §5, RFC 7983). */
    public static boolean isStun(byte[] data, int offset, int length) {
        return length >= StunMessage.HEADER_BYTES
                && (data[offset] & 0xC0) == 0
                && Wire.getInt(data, offset + 4) == StunMessage.COOKIE
                && Wire.get16(data, offset + 2) == length - StunMessage.HEADER_BYTES
                && (length & 3) == 0;
    }

    public static boolean isBindingRequest(byte[] data, int offset, int length) {
        return isStun(data, offset, length) && Wire.get16(data, offset) == BINDING_REQUEST;
    }

    /**
     * The receiver's own user name fragment in a Binding request: what stands before the colon of USERNAME (RFC 8445 §7.2.2).
     *
     * @return null when it is no Binding request or has no such name
     */
    public static @Nullable String localUfrag(byte[] data, int offset, int length) {
        if (!isBindingRequest(data, offset, length)) {
            return null;
        }
        int end = offset + length;
        int at = offset + StunMessage.HEADER_BYTES;
        for (int looks = 0; looks < MAX_LOOKS && at + 4 <= end; looks++) {
            int size = Wire.get16(data, at + 2);
            if (at + 4 + size > end) {
                return null;
            }
            if (Wire.get16(data, at) == StunAttribute.USERNAME) {
                return beforeColon(data, at + 4, size);
            }
            at += 4 + ((size + 3) & ~3);
        }
        return null;
    }

    private static @Nullable String beforeColon(byte[] data, int offset, int size) {
        for (int i = 0; i < size && i <= MAX_UFRAG_CHARS; i++) {
            byte character = data[offset + i];
            if (character == ':') {
                return i == 0 ? null : new String(data, offset, i, StandardCharsets.US_ASCII);
            }
            if (!isIceChar(character)) {
                return null;
            }
        }
        return null;
    }

    /** RFC 8839 §5.1: ALPHA, DIGIT, "+", "/". */
    private static boolean isIceChar(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '+' || c == '/';
    }
}
