package org.kaskado.repository;

/** Takes a listener away again. */
public interface RepositoryListenerRegistration {
    /** Removes the listener; removing twice is silence. */
    void remove();
}
