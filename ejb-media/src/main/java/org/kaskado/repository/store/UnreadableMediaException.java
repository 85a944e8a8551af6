package org.kaskado.repository.store;

/** The bytes are not media that this server can read. */
final class UnreadableMediaException extends Exception {
    private static final long serialVersionUID = 1L;

    UnreadableMediaException(String message, Throwable cause) {
        super(message, cause);
    }
}
