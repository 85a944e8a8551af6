package org.kaskado.ice.turn;

import java.net.InetSocketAddress;
import org.kaskado.net.FiveTuple;

/** What a TURN client wants done; only enqueues. Arrays are borrowed for the call. */
public interface TurnOutput {
    /** Bytes for the server: a datagram, or a piece of the stream. */
    void transmit(FiveTuple path, byte[] data, int offset, int length);

    /**
     * The server lends an address.
     *
     * @param relayed the candidate
     * @param mapped how the server sees us: a server-reflexive candidate on UDP
     */
    void allocated(InetSocketAddress relayed, InetSocketAddress mapped);

    /** A peer's datagram that came to the relayed address. */
    void received(InetSocketAddress peer, byte[] data, int offset, int length);

    /** No allocation, or none any more; told once. The sentence names the server and what it said. */
    void failed(String reason);
}
