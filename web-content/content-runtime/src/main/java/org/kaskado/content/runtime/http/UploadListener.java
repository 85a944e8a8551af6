package org.kaskado.content.runtime.http;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Told about one upload request. Calls come one at a time on container threads that may block; exactly one of {@link
 * #onFinished} and {@link #onFailed} comes, and it is the last. Afterwards the receiver completes the exchange.
 */
public interface UploadListener {
    /** The request is accepted and its body begins to flow; not called for a question about the state. */
    default void onStarted() {}

    /**
     * The body is in. The status is set already: 200 when the whole is there, 308 with {@code Range} after a piece; a body
     * may be written.
     */
    default void onFinished(UploadOutcome outcome, HttpServletResponse response) throws IOException {}

    /** The upload broke or was refused; the answer, if one is possible, has its status and sentence. */
    default void onFailed(long bodyBytes, String description, @Nullable Throwable cause) {}
}
