package org.kaskado.repository;

import java.io.InputStream;
import java.io.OutputStream;

/**
 * An HTTP session on an item: a URL for one client. It starts with the first transfer, and ends by {@link #stop} or when
 * no transfer has run for the auto-termination time after the last one; a URL that nobody opened ends after
 * {@code kaskado.repository.unused-timeout}. Listeners are called one at a time on a container thread.
 */
public interface RepositoryHttpEndpoint {
    /** The unguessable last part of the URL. */
    String getSessionId();

    /** The URL, below {@code kaskado.public-url}. */
    String getURL();

    /** The path inside the Kaskado web application, for a dispatch there. */
    String getDispatchURL();

    /** The item. */
    RepositoryItem getRepositoryItem();

    /** Calls back at the first transfer. */
    RepositoryListenerRegistration addSessionStartedListener(
            RepositoryHttpEventListener<HttpSessionStartedEvent> listener);

    /** Calls back once at the end; a listener that is added after it is called at once. */
    RepositoryListenerRegistration addSessionTerminatedListener(
            RepositoryHttpEventListener<HttpSessionTerminatedEvent> listener);

    /** Calls back at each transfer that breaks. */
    RepositoryListenerRegistration addSessionErrorListener(RepositoryHttpEventListener<HttpSessionErrorEvent> listener);

    /** Reads the item's bytes, past HTTP. */
    InputStream createRepoItemInputStream();

    /** Writes the item's bytes, past HTTP. */
    OutputStream getRepoItemOutputStream();

    /** Milliseconds from the end of the last transfer to the end of the session. */
    long getAutoTerminationTimeout();

    /** Sets the auto-termination time in milliseconds, 0 to 86 400 000; counts from the next end of a transfer. */
    void setAutoTerminationTimeout(long timeoutMs);

    /** Ends the session; running transfers may finish. Stopping twice is silence. */
    void stop();

    /**
     * Begins a transfer; for servers of the URL.
     *
     * @throws IllegalStateException when the session is over
     */
    RepositoryTransfer beginTransfer();
}
