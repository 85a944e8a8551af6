package org.kaskado.content.runtime.http;

/** A form body that breaks the rules of RFC 2046 §5.1 or our caps; the message says how. */
public final class MultipartException extends Exception {
    private static final long serialVersionUID = 1L;

    public MultipartException(String message) {
        super(message);
    }
}
