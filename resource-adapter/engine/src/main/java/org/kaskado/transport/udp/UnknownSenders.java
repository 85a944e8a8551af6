package org.kaskado.transport.udp;

import org.jspecify.annotations.Nullable;

/** Knows by its bytes whom a datagram of an unknown sender is for. Called on any loop; must be quick. */
@FunctionalInterface
public interface UnknownSenders {
    /** The session that the datagram names, or null to drop it. */
    @Nullable
    DatagramReceiver find(byte[] data, int offset, int length);
}
