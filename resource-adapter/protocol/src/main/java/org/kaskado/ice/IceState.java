package org.kaskado.ice;

/**
 * Where an agent stands; the words of W3C's {@code RTCIceTransportState}.
 *
 * <pre>
 * NEW → CHECKING → CONNECTED → COMPLETED ⇄ DISCONNECTED      any → CLOSED
 *           ↘          ↘ FAILED ↙                            FAILED → CHECKING by a restart
 * </pre>
 */
public enum IceState {
    /** No credentials of the peer yet. */
    NEW,
    /** Checks go on, nothing is valid. */
    CHECKING,
    /** A pair is valid and selected, none is nominated. */
    CONNECTED,
    /** The selected pair is nominated. */
    COMPLETED,
    /** The selected pair has been silent for {@link IceConfig#disconnectedAfterNs}. */
    DISCONNECTED,
    /** No pair became valid in time, or consent lapsed (RFC 7675 §5.1) with no other valid pair. */
    FAILED,
    CLOSED
}
