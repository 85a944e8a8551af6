package org.kaskado.content.runtime.session;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The client that waits for the outcome of one JSON-RPC request. One of the two is called, once. */
public interface CallReply {
    /** The request was carried out. */
    void result(Map<String, ? extends @Nullable Object> result);

    /** It was not. */
    void error(int code, String message);
}
