package org.kaskado.dtls;

/** What a DTLS transport wants done. Called only within a call to the transport; arrays are borrowed for the call. */
public interface DtlsOutput {
    /** Send a datagram to the peer, at most {@link DtlsTransport#MAX_DATAGRAM_BYTES} long. */
    void transmit(byte[] data, int offset, int length);

    /** The handshake is done and the peer is who its description says; called once. */
    void connected(DtlsAgreement agreement);

    /** Application data of the peer, one record. */
    void data(byte[] data, int offset, int length);

    /** The end; called at most once, and nothing follows. */
    void closed(DtlsClose reason, String text);
}
