package org.kaskado.processing;

/** Bytes that are no message of the wire; the link they came over must be closed, for its framing is lost. */
public final class WireException extends Exception {
    private static final long serialVersionUID = 1L;

    public WireException(String message) {
        super(message);
    }
}
