package org.kaskado.content.runtime.http;

import java.io.IOException;

/** An upload that is answered with a status and a sentence. */
final class UploadRefusedException extends IOException {
    private static final long serialVersionUID = 1L;

    /** RFC 4918 §11.5. */
    static final int SC_INSUFFICIENT_STORAGE = 507;

    private final int status;

    UploadRefusedException(int status, String sentence) {
        super(sentence);
        this.status = status;
    }

    int status() {
        return status;
    }
}
