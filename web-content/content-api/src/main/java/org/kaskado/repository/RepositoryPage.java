package org.kaskado.repository;

import java.util.List;

/**
 * One page of matches.
 *
 * @param items at most as many as the query's limit
 * @param offset number of matches before the first of this page
 * @param total number of all matches
 */
public record RepositoryPage(List<RepositoryItemInfo> items, int offset, long total) {
    public RepositoryPage {
        items = List.copyOf(items);
    }
}
