package org.kaskado.content;

import org.kaskado.repository.RepositoryItem;

/** A session whose media goes over HTTP. A {@code start} that throws has ended the session. */
public interface HttpContentSession extends ContentSession {
    /**
     * Plays from, or records to, a media URI: {@code file:}, {@code http:}, {@code https:}, or a path below the server's
     * media folder. The pipeline is made, started and released by the framework.
     *
     * @throws KaskadoException 10027 when the path is empty, 10001 when the session cannot be started any more
     */
    void start(String contentPath);

    /** Sends, or fills, a stored item. No pipeline is made. */
    void start(RepositoryItem item);
}
