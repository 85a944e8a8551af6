package org.kaskado.sctp;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.kaskado.net.Wire;

/**
 * An error cause (RFC 9260 §3.3.10) that ends the association.
 *
 * @param code cause code
 * @param text what was wrong
 */
record AbortCause(int code, String text) {
    static final int INVALID_STREAM = 1;
    static final int STALE_COOKIE = 3;
    static final int OUT_OF_RESOURCE = 4;
    static final int UNRESOLVABLE_ADDRESS = 5;
    static final int UNRECOGNIZED_CHUNK = 6;
    static final int INVALID_PARAMETER = 7;
    static final int UNRECOGNIZED_PARAMETERS = 8;
    static final int NO_USER_DATA = 9;
    static final int USER_ABORT = 12;
    static final int PROTOCOL_VIOLATION = 13;

    private static final int MAX_TEXT_BYTES = 200;

    static AbortCause violation(String text) {
        return new AbortCause(PROTOCOL_VIOLATION, text);
    }

    /** The cause as it stands in the chunk, padded to a multiple of 4. */
    byte[] encode() {
        byte[] told = hasText() ? text.getBytes(StandardCharsets.UTF_8) : new byte[0];
        int length = 4 + Math.min(told.length, MAX_TEXT_BYTES);
        byte[] cause = new byte[(length + 3) & ~3];
        Wire.put16(cause, 0, code);
        Wire.put16(cause, 2, length);
        System.arraycopy(told, 0, cause, 4, length - 4);
        return cause;
    }

    /** What an ABORT chunk says, in words fit for a log: the first cause's code and its printable text. */
    static String describe(byte[] data, int at, int length) {
        if (length < 4) {
            return "without a cause";
        }
        int code = Wire.get16(data, at);
        int end = at + Math.min(length, Math.max(4, Math.min(Wire.get16(data, at + 2), MAX_TEXT_BYTES)));
        byte[] text = Arrays.copyOfRange(data, at + 4, end);
        boolean hasText = code == USER_ABORT || code == PROTOCOL_VIOLATION;
        return "cause " + code + (hasText && text.length > 0 ? ": " + printable(text) : "");
    }

    private boolean hasText() {
        return code == USER_ABORT || code == PROTOCOL_VIOLATION;
    }

    private static String printable(byte[] text) {
        StringBuilder clean = new StringBuilder(text.length);
        for (byte b : text) {
            clean.append(b >= ' ' && b < 127 ? (char) b : '?');
        }
        return clean.toString();
    }
}
