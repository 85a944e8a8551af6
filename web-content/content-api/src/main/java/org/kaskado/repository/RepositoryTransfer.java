package org.kaskado.repository;

import org.jspecify.annotations.Nullable;

/** One HTTP exchange of a {@link RepositoryHttpEndpoint}. The first of the two calls counts; more are silence. */
public interface RepositoryTransfer {
    /** The exchange ended well. */
    void finished();

    /** The exchange broke; the session lives on, since a client may come back and resume. */
    void failed(String description, @Nullable Throwable cause);
}
