package org.kaskado.dtls;

/** Why a DTLS transport ended. */
public enum DtlsClose {
    /** {@link DtlsTransport#close} was called. */
    CLOSED_HERE,
    /** The peer sent close_notify. */
    CLOSED_BY_PEER,
    /** The peer's certificate has none of the fingerprints of its description (RFC 5763 §5). */
    WRONG_FINGERPRINT,
    /** No SRTP profile that both sides know (RFC 5764 §4.1). */
    NO_COMMON_SRTP_PROFILE,
    /** The handshake did not finish in its time. */
    TIMEOUT,
    /** The peer sent a fatal alert. */
    ALERT,
    /** Too many handshakes were waiting for their turn. */
    OVERLOADED,
    /** Anything else; the text says what. */
    PROTOCOL_ERROR;

    /** The state that this end leads to. */
    public DtlsState state() {
        return this == CLOSED_HERE || this == CLOSED_BY_PEER ? DtlsState.CLOSED : DtlsState.FAILED;
    }
}
