package org.kaskado.media;

import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * What every object on the media server has. Such an object is a reference: two are equal when their ids are, and it may be
 * used from any thread. After the server object is gone its methods throw {@link MediaServerException}, code 40101.
 *
 * <p>Each operation has two forms. The plain one waits for the answer, 30 seconds at most. The one with suffix {@code Async}
 * returns at once; its stage completes on a managed thread, exceptionally with a {@link MediaServerException}.
 */
public interface RemoteObject {
    /** Unique id, fixed for the object's life; known without asking the server. */
    String getId();

    /**
     * Releases the object and all that it owns. Releasing twice is silence.
     *
     * @throws MediaServerException when the server does not answer in time
     */
    void release();

    /** As {@link #release}. */
    CompletionStage<@Nullable Void> releaseAsync();

    /**
     * Asks to be told when the object is gone, whoever released it and why: a caller, its pipeline, or the server.
     *
     * @param listener called once, on a managed thread, after all other events of the object
     */
    ListenerRegistration addReleasedListener(MediaEventListener<ReleasedEvent> listener);
}
