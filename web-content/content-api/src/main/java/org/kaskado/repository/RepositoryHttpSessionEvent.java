package org.kaskado.repository;

/** Something happened to an HTTP session. */
public sealed interface RepositoryHttpSessionEvent
        permits HttpSessionStartedEvent, HttpSessionTerminatedEvent, HttpSessionErrorEvent {
    /** The session. */
    RepositoryHttpEndpoint source();

    /** The session, by the name that users of the original know. */
    default RepositoryHttpEndpoint getSource() {
        return source();
    }
}
