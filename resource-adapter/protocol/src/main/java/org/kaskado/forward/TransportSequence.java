package org.kaskado.forward;

/** Gives the transport-wide sequence numbers of one viewer's transport, which all its tracks share. */
@FunctionalInterface
public interface TransportSequence {
    /**
     * The next number; its low 16 bits are sent. The packet goes out before anything else is numbered, so that a history of
     * sent packets may count it here.
     *
     * @param bytes of the packet before protection
     */
    int next(long nowNs, int bytes);
}
