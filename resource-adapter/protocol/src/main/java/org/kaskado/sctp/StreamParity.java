package org.kaskado.sctp;

/** Which stream identifiers a side takes for channels that it opens (RFC 8832 §6). */
public enum StreamParity {
    /** The DTLS client's. */
    EVEN,
    /** The DTLS server's. */
    ODD;

    boolean owns(int streamId) {
        return (streamId & 1) == first();
    }

    int first() {
        return this == EVEN ? 0 : 1;
    }
}
