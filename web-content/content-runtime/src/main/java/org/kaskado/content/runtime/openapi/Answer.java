package org.kaskado.content.runtime.openapi;

import org.jspecify.annotations.Nullable;

/** The way back to one request. */
public interface Answer {
    /** Sends the answer; null for a notification, which gets none. Called once. */
    void send(@Nullable String json);

    /** Is told when the client goes away before the answer. */
    void whenGone(Runnable action);
}
