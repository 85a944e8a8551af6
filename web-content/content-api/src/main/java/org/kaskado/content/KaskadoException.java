package org.kaskado.content;

import org.jspecify.annotations.Nullable;

/** A failure with a code that clients can understand; see {@link ContentErrorCode} for what each code means to them. */
public class KaskadoException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int code;

    public KaskadoException(String message) {
        this(ContentErrorCode.DEFAULT.code(), message, null);
    }

    public KaskadoException(String message, int code) {
        this(code, message, null);
    }

    public KaskadoException(String message, @Nullable Throwable cause, int code) {
        this(code, message, cause);
    }

    public KaskadoException(ContentErrorCode code, String message) {
        this(code.code(), message, null);
    }

    public KaskadoException(ContentErrorCode code, String message, @Nullable Throwable cause) {
        this(code.code(), message, cause);
    }

    private KaskadoException(int code, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    /** The code: one of {@link ContentErrorCode}, an HTTP status, or one of the application's own. */
    public int getCode() {
        return code;
    }

    /** The code of a failure: its own, or 9999 when it has none. */
    public static int codeOf(Throwable failure) {
        return failure instanceof KaskadoException known ? known.getCode() : ContentErrorCode.HANDLER_EXCEPTION.code();
    }

    /** What a client may read about a failure: its message, or its kind when it has none. */
    public static String messageOf(Throwable failure) {
        String message = failure.getMessage();
        return message == null || message.isBlank() ? failure.getClass().getSimpleName() : message;
    }
}
