package org.kaskado.repository;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A snapshot of an item.
 *
 * @param media what the bytes are, or null while unknown
 * @param inspection how far the media inspector is
 * @param hasPoster whether a poster is there
 */
public record RepositoryItemInfo(
        String id,
        RepositoryItem.State state,
        RepositoryItemAttributes attributes,
        Map<String, String> metadata,
        Inspection inspection,
        @Nullable StoredMedia media,
        boolean hasPoster) {
    /** How far the media inspector is. */
    public enum Inspection {
        /** The item is not stored yet. */
        NONE,
        /** Stored; the inspector has yet to read it. */
        PENDING,
        /** Read; see the media. */
        DONE,
        /** The bytes are not media that this server can read. */
        FAILED
    }

    public RepositoryItemInfo {
        metadata = Map.copyOf(metadata);
    }
}
