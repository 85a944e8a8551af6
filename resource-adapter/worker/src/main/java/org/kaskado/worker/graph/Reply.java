package org.kaskado.worker.graph;

import org.jspecify.annotations.Nullable;

/** Answers one request; exactly one of its methods is called, once, on any thread. */
public interface Reply {
    void done(@Nullable Object value);

    void failed(String errorCode, String message);

    default void failed(NodeException why) {
        failed(why.code(), String.valueOf(why.getMessage()));
    }
}
