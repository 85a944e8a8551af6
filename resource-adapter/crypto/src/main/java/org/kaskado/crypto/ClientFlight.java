package org.kaskado.crypto;

import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.function.Consumer;
import org.kaskado.dtls.DtlsRecords;
import org.kaskado.net.Wire;

/**
 * Puts the records of a client's last flight in order for a server (RFC 6347 §4.2.4): ChangeCipherSpec and what is encrypted
 * wait until Certificate, ClientKeyExchange and CertificateVerify are there. Bouncy Castle's record layer follows an early
 * ChangeCipherSpec at once, and then takes a CertificateVerify that comes late or again for one of a past epoch, for ever.
 * Datagrams are taken apart into records, as a client may put several into one.
 */
final class ClientFlight {
    private static final int HANDSHAKE_HEADER_BYTES = 12;
    private static final int CERTIFICATE = 11;
    private static final int CERTIFICATE_VERIFY = 15;
    private static final int CLIENT_KEY_EXCHANGE = 16;
    /** Held until the rest is there: a ChangeCipherSpec and a Finished, and once more. */
    private static final int MAX_HELD = 8;

    private final Part certificate = new Part();
    private final Part keyExchange = new Part();
    private final Part verify = new Part();
    private final Deque<byte[]> held = new ArrayDeque<>();

    /** Gives on the records of a datagram that are due, each as an array of its own. */
    void take(byte[] data, int offset, int length, Consumer<byte[]> due) {
        RecordSplitter.split(data, offset, length, (array, at, bytes) -> {
            byte[] record = new byte[bytes];
            System.arraycopy(array, at, record, 0, bytes);
            takeRecord(record, due);
        });
    }

    private void takeRecord(byte[] record, Consumer<byte[]> due) {
        int type = Wire.get8(record, 0);
        boolean isInClear = DtlsRecords.epoch(record, 0) == 0;
        boolean mustWait = type == DtlsRecords.CHANGE_CIPHER_SPEC || !isInClear;
        if (mustWait && !isComplete()) {
            if (held.size() == MAX_HELD) {
                held.poll();
            }
            held.add(record);
            return;
        }
        if (type == DtlsRecords.HANDSHAKE && isInClear) {
            note(record);
        }
        due.accept(record);
        while (isComplete() && !held.isEmpty()) {
            due.accept(held.remove());
        }
    }

    private boolean isComplete() {
        return certificate.isComplete && keyExchange.isComplete && verify.isComplete;
    }

    /** A record may have several messages, or fragments of them. */
    private void note(byte[] record) {
        int at = RecordSplitter.HEADER_BYTES;
        while (record.length - at >= HANDSHAKE_HEADER_BYTES) {
            int fragment = Wire.get24(record, at + 9);
            if (fragment > record.length - at - HANDSHAKE_HEADER_BYTES) {
                return;
            }
            int total = Wire.get24(record, at + 1);
            int from = Wire.get24(record, at + 6);
            switch (Wire.get8(record, at)) {
                case CERTIFICATE -> certificate.add(total, from, fragment);
                case CLIENT_KEY_EXCHANGE -> keyExchange.add(total, from, fragment);
                case CERTIFICATE_VERIFY -> verify.add(total, from, fragment);
                default -> {
                    // other messages come before these
                }
            }
            at += HANDSHAKE_HEADER_BYTES + fragment;
        }
    }

    /** Which bytes of a message were seen. */
    private static final class Part {
        /** As Bouncy Castle's own limit on a message. */
        private static final int MAX_BYTES = 32_768;

        private final BitSet seen = new BitSet();
        private boolean isComplete;

        void add(int total, int from, int length) {
            if (isComplete || total > MAX_BYTES || from + length > total) {
                return;
            }
            seen.set(from, from + length);
            if (seen.nextClearBit(0) >= total) {
                isComplete = true;
                seen.clear();
            }
        }
    }
}
