package org.kaskado.repository;

/**
 * What the store holds and has room for.
 *
 * @param items number of items
 * @param storedBytes bytes of all items
 * @param freeBytes bytes that may still be written before the free-space floor is reached; never negative
 * @param activeUploads items that are being written now
 * @param httpSessions player and recorder URLs that are open now
 */
public record RepositoryUsage(long items, long storedBytes, long freeBytes, int activeUploads, int httpSessions) {}
