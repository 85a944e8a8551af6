package org.kaskado.repository;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What to look for. All conditions must hold; newest items come first.
 *
 * @param text part of the id or of a metadata value, upper and lower case alike; null for all
 * @param state state of the items, or null for all
 * @param metadata entries that the items must have
 * @param offset number of matches to skip
 * @param limit size of the page, 1 to {@value #MAX_LIMIT}
 */
public record RepositoryQuery(
        @Nullable String text,
        RepositoryItem.@Nullable State state,
        Map<String, String> metadata,
        int offset,
        int limit) {
    /** The largest page. */
    public static final int MAX_LIMIT = 500;

    private static final int DEFAULT_LIMIT = 50;

    public RepositoryQuery {
        if (offset < 0) {
            throw new IllegalArgumentException("offset is " + offset + "; allowed is 0 and more");
        }
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new IllegalArgumentException("limit is " + limit + "; allowed is 1 to " + MAX_LIMIT);
        }
        metadata = Map.copyOf(metadata);
    }

    /** The first 50 of all items. */
    public static RepositoryQuery all() {
        return new RepositoryQuery(null, null, Map.of(), 0, DEFAULT_LIMIT);
    }

    /** The same for items that contain a text. */
    public RepositoryQuery withText(@Nullable String newText) {
        return new RepositoryQuery(newText, state, metadata, offset, limit);
    }

    /** The same for items in one state. */
    public RepositoryQuery withState(RepositoryItem.@Nullable State newState) {
        return new RepositoryQuery(text, newState, metadata, offset, limit);
    }

    /** The same for items with these entries. */
    public RepositoryQuery withMetadata(Map<String, String> newMetadata) {
        return new RepositoryQuery(text, state, newMetadata, offset, limit);
    }

    /** The same for another page. */
    public RepositoryQuery page(int newOffset, int newLimit) {
        return new RepositoryQuery(text, state, metadata, newOffset, newLimit);
    }
}
