package org.kaskado.repository;

/**
 * An HTTP session is over.
 *
 * @param reason why, as a sentence
 */
public record HttpSessionTerminatedEvent(RepositoryHttpEndpoint source, String reason)
        implements RepositoryHttpSessionEvent {}
