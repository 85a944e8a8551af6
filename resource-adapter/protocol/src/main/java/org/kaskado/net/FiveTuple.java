package org.kaskado.net;

import java.net.InetSocketAddress;

/**
 * The way of a datagram, seen from here; equal paths are equal values.
 *
 * @param protocol what carries it
 * @param local our address and port; for a wildcard socket the bound port with the address that the shell knows
 * @param remote the peer's address and port
 */
public record FiveTuple(TransportProtocol protocol, InetSocketAddress local, InetSocketAddress remote) {
    public FiveTuple {
        requireResolved(local, "local");
        requireResolved(remote, "remote");
    }

    private static void requireResolved(InetSocketAddress address, String what) {
        if (address.isUnresolved()) {
            throw new IllegalArgumentException(what + " address " + address + " is a name, not an address");
        }
    }
}
