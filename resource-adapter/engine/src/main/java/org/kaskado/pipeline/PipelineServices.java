package org.kaskado.pipeline;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kaskado.runtime.MediaLoop;
import org.kaskado.workers.WorkerPool;

/** What a pipeline and its elements need from the engine. Called on the pipeline's loop only. */
public interface PipelineServices {
    MediaLoop loop();

    WorkerPool workers();

    /** Wallclock, milliseconds since the epoch. */
    long wallclockMs();

    /** Whether the agnostic adaptor may decode and encode. */
    boolean isTranscodingAllowed();

    /** The longest time that finding out what an input is may take. */
    long probeLimitNs();

    /** Hands an event to those who subscribed to it. */
    void raise(MediaObject source, String event, Map<String, @Nullable Object> members);

    /** Tells that an object is gone. */
    void released(MediaObject object, String cause);

    /** A line in the log of the server that names this pipeline. */
    void log(System.Logger.Level level, String text);

    MediaFiles files();

    MediaUrls urls();
}
