package org.kaskado.dtls;

import org.kaskado.net.Wire;

/**
 * Looks at DTLS records without keys (RFC 6347 §4.1, §4.2.2).
 *
 * <pre>
 *  0      1          3        5                 11       13
 *  | type | version  | epoch  | sequence number | length | fragment …
 *  handshake fragment:  | msg_type | length 24 | message_seq 16 | fragment_offset 24 | fragment_length 24 | …
 * </pre>
 */
public final class DtlsRecords {
    /** Content types. */
    public static final int CHANGE_CIPHER_SPEC = 20;

    public static final int ALERT = 21;
    public static final int HANDSHAKE = 22;
    public static final int APPLICATION_DATA = 23;

    static final int HEADER_BYTES = 13;
    private static final int HANDSHAKE_HEADER_BYTES = 12;
    private static final int CLIENT_HELLO = 1;
    private static final int VERSION_MAJOR = 0xFE;

    private DtlsRecords() {}

    /** Content type of the first record; -1 when it is no whole record of DTLS 1.0 or 1.2. */
    public static int contentType(byte[] data, int offset, int length) {
        if (length < HEADER_BYTES || Wire.get8(data, offset + 1) != VERSION_MAJOR) {
            return -1;
        }
        int type = Wire.get8(data, offset);
        boolean isKnown = type >= CHANGE_CIPHER_SPEC && type <= APPLICATION_DATA;
        int fragment = Wire.get16(data, offset + 11);
        return isKnown && fragment > 0 && fragment <= length - HEADER_BYTES ? type : -1;
    }

    /** Epoch of the first record: 0 before keys. The caller knows that there is a record. */
    public static int epoch(byte[] data, int offset) {
        return Wire.get16(data, offset + 3);
    }

    /** Whether the first record is a ClientHello, or a fragment of one, in the clear. */
    public static boolean isClientHello(byte[] data, int offset, int length) {
        return contentType(data, offset, length) == HANDSHAKE
                && epoch(data, offset) == 0
                && Wire.get16(data, offset + 11) >= HANDSHAKE_HEADER_BYTES
                && Wire.get8(data, offset + HEADER_BYTES) == CLIENT_HELLO;
    }

    /**
     * Whether a ClientHello is only a part of its message, as large ones are (post-quantum key shares). The caller knows
     * that it is a ClientHello.
     */
    public static boolean isFragmented(byte[] data, int offset) {
        int handshake = offset + HEADER_BYTES;
        return Wire.get24(data, handshake + 1) != Wire.get24(data, handshake + 9);
    }
}
