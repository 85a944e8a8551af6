package org.kaskado.crypto;

import org.kaskado.dtls.DtlsRecords;
import org.kaskado.net.Wire;

/**
 * Takes datagrams apart into records, and leaves out those that cannot be genuine: Bouncy Castle ends an association when an
 * encrypted record is shorter than its nonce and tag, which anybody can forge, and leaves alone those with a wrong tag.
 */
final class RecordSplitter {
    static final int HEADER_BYTES = 13;
    /** All our cipher suites are GCM: explicit nonce and tag. */
    private static final int LEAST_ENCRYPTED_BYTES = 8 + 16;

    private RecordSplitter() {}

    /** Takes a record; the array is borrowed. */
    interface Sink {
        void take(byte[] data, int offset, int length);
    }

    /** Gives on each record that may be genuine. */
    static void split(byte[] data, int offset, int length, Sink sink) {
        int at = offset;
        int end = offset + length;
        while (end - at >= HEADER_BYTES) {
            int body = Wire.get16(data, at + 11);
            if (body > end - at - HEADER_BYTES) {
                return;
            }
            boolean isEncrypted = DtlsRecords.epoch(data, at) > 0;
            if (!isEncrypted || body >= LEAST_ENCRYPTED_BYTES) {
                sink.take(data, at, HEADER_BYTES + body);
            }
            at += HEADER_BYTES + body;
        }
    }
}
