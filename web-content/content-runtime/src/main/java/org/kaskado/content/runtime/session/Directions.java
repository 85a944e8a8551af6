package org.kaskado.content.runtime.session;

import org.jspecify.annotations.Nullable;
import org.kaskado.content.Constraints;

/** Directions as the client sees them; null when they were not said or the start was answered. */
public record Directions(
        @Nullable Constraints audio, @Nullable Constraints video) {
    /** Nothing was said. */
    public static final Directions NONE = new Directions(null, null);
}
