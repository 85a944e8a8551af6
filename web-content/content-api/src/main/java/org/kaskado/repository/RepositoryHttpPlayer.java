package org.kaskado.repository;

/** A URL where a client reads an item. */
public interface RepositoryHttpPlayer extends RepositoryHttpEndpoint {}
