package org.kaskado.content.runtime.pump;

import java.io.IOException;

/** A body that is longer than allowed; answer 413. */
public final class PumpLimitException extends IOException {
    private static final long serialVersionUID = 1L;

    PumpLimitException(long maxBytes) {
        super("the body is longer than the " + maxBytes + " bytes that kaskado.upload.max-bytes allows");
    }
}
