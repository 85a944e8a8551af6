package org.kaskado.sctp;

import java.util.Objects;

/**
 * A user message of an association.
 *
 * @param streamId stream, 0 to 65534
 * @param payloadProtocol payload protocol identifier (RFC 9260 §3.3.1), unsigned 32 bits
 * @param data at least one byte; owned by the message, never changed
 */
public record SctpMessage(int streamId, long payloadProtocol, byte[] data) {
    public SctpMessage {
        Objects.requireNonNull(data, "data");
        if (data.length == 0) {
            throw new IllegalArgumentException("a message of 0 bytes; SCTP carries at least 1");
        }
        if (streamId < 0 || streamId > 65_534) {
            throw new IllegalArgumentException("stream " + streamId + "; allowed: 0 to 65534");
        }
    }
}
