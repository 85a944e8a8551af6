package org.kaskado.session;

/**
 * Data channels over SCTP over DTLS (RFC 8841).
 *
 * @param localPort our SCTP port, mostly 5000
 * @param remotePort the peer's
 * @param localMaxMessageBytes the longest message we take; 0: any
 * @param remoteMaxMessageBytes the longest message the peer takes; 0: any; 65536 when it did not say
 */
public record DataConfig(int localPort, int remotePort, long localMaxMessageBytes, long remoteMaxMessageBytes) {
    /** RFC 8841 §6.1. */
    public static final long DEFAULT_MAX_MESSAGE_BYTES = 65_536;
}
