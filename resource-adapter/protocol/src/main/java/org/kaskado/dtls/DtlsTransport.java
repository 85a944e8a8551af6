package org.kaskado.dtls;

import org.kaskado.net.Drop;
import org.kaskado.net.PacketBuffer;

/**
 * One DTLS association over a path that ICE has validated. All methods are called on the loop of the session, and none of
 * them blocks: a provider may do its handshake elsewhere, but what comes of it leaves through {@link #onTime}, which the
 * session calls on its loop after the provider's wake.
 */
public interface DtlsTransport {
    /** Datagrams are no longer, so that they fit IPv6's minimum link MTU with room for tunnels. */
    int MAX_DATAGRAM_BYTES = 1200;

    /** Application data of one record is no longer: the rest of the datagram is record header, nonce and tag. */
    int MAX_DATA_BYTES = 1136;

    DtlsState state();

    /** Begins: a client sends its ClientHello, a server waits for one. Calling twice is silence. */
    void start(long nowNs, DtlsOutput out);

    /**
     * A datagram of the peer that the first byte says is DTLS; borrowed.
     *
     * @return why it went no further, {@link Drop#NONE} when it was taken
     */
    Drop onDatagram(long nowNs, PacketBuffer in, DtlsOutput out);

    /** Does what is due, and gives out what a handshake has to say. */
    void onTime(long nowNs, DtlsOutput out);

    /** When it next wants {@link #onTime}; {@code Long.MAX_VALUE} when only a wake or a datagram changes anything. */
    long deadlineNs();

    /**
     * Sends application data as one record.
     *
     * @return {@link Drop#NONE}, or {@link Drop#NOT_KEYED} when it is not connected, or {@link Drop#TOO_LONG} when it is
     *     longer than {@link #MAX_DATA_BYTES}
     */
    Drop send(byte[] data, int offset, int length, DtlsOutput out);

    /** Sends close_notify when connected, and ends. Closing twice is silence. */
    void close(long nowNs, DtlsOutput out);
}
