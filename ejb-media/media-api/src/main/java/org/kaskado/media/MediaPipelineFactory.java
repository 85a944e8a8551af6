package org.kaskado.media;

import java.util.Map;
import java.util.concurrent.CompletionStage;

/**
 * Creates pipelines. What a factory created lives until it is released, or until the factory is closed or its application
 * ends: pipelines are held by a lease, one per factory.
 *
 * <p>Inside a content handler use {@code session.getMediaPipelineFactory()}; elsewhere look up {@link #JNDI_NAME}. May be
 * used from any thread.
 */
public interface MediaPipelineFactory extends AutoCloseable {
    /** Where the factory is found, also by applications beside Kaskado. */
    String JNDI_NAME = "java:global/kaskado/kaskado-ejb/MediaPipelines!org.kaskado.media.MediaPipelineFactory";

    /**
     * Creates a pipeline and waits for it, 30 seconds at most.
     *
     * @throws MediaServerException when the server refuses, or does not answer in time
     */
    MediaPipeline create();

    /** Creates a pipeline; the stage completes on a managed thread. */
    CompletionStage<MediaPipeline> createAsync();

    /**
     * Gives a factory with a lease of its own: closing it releases only what it created.
     *
     * @param owner who asks, for logs and statistics: the application's name
     */
    MediaPipelineFactory forOwner(String owner);

    /**
     * The server's settings by key, such as {@code kaskado.data}, as they were read when the server started.
     *
     * @throws MediaServerException when the server does not answer in time
     */
    Map<String, String> settings();

    /**
     * Releases everything that this factory created. Closing twice is silence; so is closing the factory that
     * {@link #JNDI_NAME} gives, because it is shared.
     */
    @Override
    void close();
}
