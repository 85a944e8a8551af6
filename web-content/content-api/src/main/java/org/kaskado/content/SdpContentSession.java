package org.kaskado.content;

import org.jspecify.annotations.Nullable;
import org.kaskado.repository.RepositoryItem;

/** A session that is negotiated by offer and answer. */
public interface SdpContentSession extends ContentSession {
    /** The direction of video as the client sees it; null after the request was answered. */
    @Nullable
    Constraints getVideoConstraints();

    /** The direction of audio as the client sees it; null after the request was answered. */
    @Nullable
    Constraints getAudioConstraints();

    /**
     * Plays a stored item to the client, and stores what it sends. One of the two may be null; a missing source gives
     * the client its own media back.
     */
    void start(@Nullable RepositoryItem source, @Nullable RepositoryItem sink);

    /** Plays a URI to the client, and records what it sends; one of the two may be null. */
    void start(@Nullable String sourcePath, @Nullable String sinkPath);
}
