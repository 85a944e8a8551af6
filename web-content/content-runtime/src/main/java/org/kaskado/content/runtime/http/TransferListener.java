package org.kaskado.content.runtime.http;

import org.jspecify.annotations.Nullable;

/**
 * Told about one transfer. Calls come one at a time; exactly one of {@link #onFinished} and {@link #onFailed} comes, and it
 * is the last. Download calls come on container threads and must not block; see {@link UploadListener} for uploads.
 */
public interface TransferListener {
    /** Does nothing. */
    TransferListener SILENT = new TransferListener() {};

    /** Bytes of the body begin to flow; not called for answers without a body, such as 304 or HEAD. */
    default void onStarted() {}

    /** The answer is out. */
    default void onFinished(long bodyBytes) {}

    /** The transfer broke. */
    default void onFailed(long bodyBytes, String description, @Nullable Throwable cause) {}
}
