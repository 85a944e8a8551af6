package org.kaskado.rpc;

import org.jspecify.annotations.Nullable;

/** What a message turned out to be. */
public sealed interface Incoming {
    /** The id to answer with; null for a notification. */
    @Nullable
    RpcId id();

    /**
     * A well-formed request, or a notification when it has no id.
     *
     * @param method name of the method, at most 200 characters
     * @param params parameters by name; empty when the message has none
     */
    record Request(@Nullable RpcId id, String method, RpcParams params) implements Incoming {
        /** Whether the client wants no answer. */
        public boolean isNotification() {
            return id == null;
        }
    }

    /** A message that cannot be carried out; {@code id} is {@link RpcId#NULL} when it could not be read. */
    record Refused(RpcId id, RpcError error) implements Incoming {}
}
