package org.kaskado.connector;

import org.jspecify.annotations.Nullable;

/** A refused or failed command; the message names what was offered and what was expected. */
public final class MediaException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final MediaErrorCode code;

    public MediaException(MediaErrorCode code, String message) {
        this(code, message, null);
    }

    public MediaException(MediaErrorCode code, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    /** Why, as a code that every protocol can map. */
    public MediaErrorCode code() {
        return code;
    }
}
