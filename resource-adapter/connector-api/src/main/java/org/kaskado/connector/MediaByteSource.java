package org.kaskado.connector;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Bytes of a pipeline on their way to an HTTP client. One consumer. No call blocks.
 *
 * <p>The way of use: {@link #read} until it gives 0, then {@link #onReady} and return; the callback only posts.
 */
public interface MediaByteSource {
    /** Media type of the bytes, such as {@code video/webm}; known before the source is handed out. */
    String contentType();

    /**
     * Copies what there is.
     *
     * @return bytes copied; 0 means wait; -1 is the clean end
     * @throws MediaException when the stream was ended by an error or because the reader was too slow
     */
    int read(ByteBuffer target);

    /** Calls back once, on a media thread, when {@link #read} would no longer give 0. The callback must only post. */
    void onReady(Runnable callback);

    /** Ends the reader's interest; {@code cause} is null for a clean end. Closing twice is silence. */
    void close(@Nullable String cause);
}
