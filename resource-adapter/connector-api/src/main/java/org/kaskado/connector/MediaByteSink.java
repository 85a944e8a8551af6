package org.kaskado.connector;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Bytes of an HTTP client on their way into a pipeline. One producer. No call blocks. */
public interface MediaByteSink {
    /**
     * Takes as many bytes as there is room for.
     *
     * @return bytes taken; 0 means wait
     * @throws MediaException when the pipeline no longer wants them; the message says why
     */
    int write(ByteBuffer source);

    /** Calls back once, on a media thread, when {@link #write} would no longer give 0. The callback must only post. */
    void onReady(Runnable callback);

    /** Ends the stream: null for the clean end, else why it broke. Closing twice is silence. */
    void close(@Nullable String cause);
}
