package org.kaskado.content.runtime.session;

import org.jspecify.annotations.Nullable;
import org.kaskado.content.Constraints;

/**
 * What the client offered.
 *
 * @param audio direction as the client sees it; null when it was not said or the start was answered
 * @param video likewise
 * @param sdp its session description; null when there is none or the start was answered
 */
public record Offered(
        @Nullable Constraints audio,
        @Nullable Constraints video,
        @Nullable String sdp) {
    /** Nothing was said. */
    public static final Offered NOTHING = new Offered(null, null, null);
}
