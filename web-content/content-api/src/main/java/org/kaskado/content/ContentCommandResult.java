package org.kaskado.content;

import org.jspecify.annotations.Nullable;

/** What a client gets for its command. */
public final class ContentCommandResult {
    private final @Nullable String result;

    /**
     * Makes one.
     *
     * @param result any text, often JSON; null gives the client no {@code commandResult}
     */
    public ContentCommandResult(@Nullable String result) {
        this.result = result;
    }

    /** The text, or null. */
    public @Nullable String getResult() {
        return result;
    }
}
