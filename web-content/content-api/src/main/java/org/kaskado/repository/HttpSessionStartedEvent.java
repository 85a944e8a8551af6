package org.kaskado.repository;

/** The first transfer of an HTTP session began. */
public record HttpSessionStartedEvent(RepositoryHttpEndpoint source) implements RepositoryHttpSessionEvent {}
