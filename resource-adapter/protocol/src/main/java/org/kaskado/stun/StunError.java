package org.kaskado.stun;

import java.nio.charset.StandardCharsets;

/**
 * The value of an ERROR-CODE attribute (RFC 8489 §14.8).
 *
 * @param code 300 to 699
 * @param reason for people; as the peer wrote it, with control characters replaced
 */
public record StunError(int code, String reason) {
    public static final int TRY_ALTERNATE = 300;
    public static final int BAD_REQUEST = 400;
    public static final int UNAUTHENTICATED = 401;
    public static final int FORBIDDEN = 403;
    public static final int UNKNOWN_ATTRIBUTE = 420;
    public static final int ALLOCATION_MISMATCH = 437;
    public static final int STALE_NONCE = 438;
    public static final int ROLE_CONFLICT = 487;
    public static final int SERVER_ERROR = 500;

    private static final int HEADER_BYTES = 4;
    private static final int MAX_REASON_BYTES = 763;

    public StunError {
        if (code < 300 || code > 699) {
            throw new IllegalArgumentException("error code " + code + " is not within 300 to 699");
        }
    }

    byte[] toBytes() {
        byte[] text = reason.getBytes(StandardCharsets.UTF_8);
        int length = Math.min(text.length, MAX_REASON_BYTES);
        byte[] value = new byte[HEADER_BYTES + length];
        value[2] = (byte) (code / 100);
        value[3] = (byte) (code % 100);
        System.arraycopy(text, 0, value, HEADER_BYTES, length);
        return value;
    }

    /** What an attribute says; {@link #SERVER_ERROR} when it says nothing readable. */
    static StunError read(byte[] value) {
        if (value.length < HEADER_BYTES || (value[2] & 7) < 3 || (value[2] & 7) > 6 || (value[3] & 0xFF) > 99) {
            return new StunError(SERVER_ERROR, "an unreadable error code");
        }
        int length = Math.min(value.length - HEADER_BYTES, MAX_REASON_BYTES);
        String text = new String(value, HEADER_BYTES, length, StandardCharsets.UTF_8);
        return new StunError((value[2] & 7) * 100 + value[3], text.replaceAll("\\p{Cntrl}", "?"));
    }
}
