package org.kaskado.forward;

/** Gives the transport-wide sequence numbers of one viewer's transport, which all its tracks share. */
@FunctionalInterface
public interface TransportSequence {
    /** The next number; its low 16 bits are sent. */
    int next();
}
