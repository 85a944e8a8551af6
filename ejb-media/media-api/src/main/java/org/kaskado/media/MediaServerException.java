package org.kaskado.media;

import org.jspecify.annotations.Nullable;

/** The media server refused or failed; the message says what was wrong and what is allowed. */
public class MediaServerException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int errorCode;
    private final String errorType;

    /**
     * @param errorCode number as in the Kurento Protocol, such as 40101
     * @param errorType name of that number, such as {@code MEDIA_OBJECT_NOT_FOUND}
     */
    public MediaServerException(int errorCode, String errorType, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.errorCode = errorCode;
        this.errorType = errorType;
    }

    /** Number as in the Kurento Protocol, such as 40101. */
    public int getErrorCode() {
        return errorCode;
    }

    /** Name of the number, such as {@code MEDIA_OBJECT_NOT_FOUND}. */
    public String getErrorType() {
        return errorType;
    }
}
