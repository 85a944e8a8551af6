package org.kaskado.repository;

import java.util.List;

/**
 * What stored bytes are.
 *
 * @param format container, such as {@code mp4} or {@code webm}
 * @param durationMs length in milliseconds; 0 when the container does not tell
 */
public record StoredMedia(String format, long durationMs, List<StoredTrack> tracks) {
    public StoredMedia {
        tracks = List.copyOf(tracks);
    }
}
