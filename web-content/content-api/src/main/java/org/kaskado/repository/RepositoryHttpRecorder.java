package org.kaskado.repository;

/** A URL where a client writes an item. */
public interface RepositoryHttpRecorder extends RepositoryHttpEndpoint {}
