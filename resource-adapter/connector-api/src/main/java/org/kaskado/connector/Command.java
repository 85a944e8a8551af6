package org.kaskado.connector;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the signalling wing may ask of the engine.
 *
 * @param <R> what the reply carries
 */
public sealed interface Command<R> {

    /**
     * Opens a lease; everything created under it is released when it is closed or not renewed in time.
     *
     * @param owner who holds it, for logs and statistics: an application or client name
     * @param timeout silence after which the lease lapses; bounded by {@code kaskado.lease.max}
     */
    record OpenLease(String owner, Duration timeout) implements Command<String> {}

    /** Renews a lease; fails with {@link MediaErrorCode#INVALID_SESSION} when it has lapsed. */
    record RenewLease(String leaseId) implements Command<Void> {}

    /** Ends a lease and releases all it holds; ending an unknown lease is silence. */
    record CloseLease(String leaseId) implements Command<Void> {}

    /**
     * Creates a media object.
     *
     * @param leaseId the lease that holds a new pipeline; for other types the lease of their pipeline counts
     * @param type bare or qualified name of the catalogue
     * @param parameters constructor parameters; object references are ids
     */
    record Create(String leaseId, String type, Map<String, @Nullable Object> parameters) implements Command<ObjectRef> {
        public Create {
            Objects.requireNonNull(type, "type");
        }
    }

    /**
     * Calls an operation, or reads or writes a property by {@code getX} / {@code setX}. The reply is {@link Reply} with
     * the returned value tree, which may be null.
     */
    record Invoke(String objectId, String operation, Map<String, @Nullable Object> parameters)
            implements Command<Reply> {}

    /**
     * Connects a source pad to a sink pad; a sink has one source per medium, so a former one is disconnected.
     *
     * @param medium AUDIO, VIDEO or DATA, or null for all three
     */
    record Connect(String sourceId, String sinkId, @Nullable String medium) implements Command<Void> {}

    /** Disconnects; what is not connected is silence. */
    record Disconnect(
            String sourceId, String sinkId, @Nullable String medium) implements Command<Void> {}

    /** Asks for events of one type of one object; the reply is the subscription id. */
    record Subscribe(String objectId, String eventType) implements Command<String> {}

    /** Ends a subscription; unknown ids are ignored. */
    record Unsubscribe(String objectId, String subscriptionId) implements Command<Void> {}

    /** Type and ancestors of an object. */
    record Describe(String objectId) implements Command<ObjectDescription> {}

    /** Releases an object and its children; releasing twice is silence. */
    record Release(String objectId) implements Command<Void> {}

    /** Opens the outgoing bytes of a media URL, such as those of an HttpGetEndpoint. */
    record OpenSource(String token, ByteStreamRequest request) implements Command<MediaByteSource> {}

    /** Opens the incoming bytes of a media URL, such as those of an HttpPostEndpoint. */
    record OpenSink(String token, ByteStreamRequest request) implements Command<MediaByteSink> {}

    /**
     * Asks for the effective configuration: key to value in its one spelling, as
     * {@code org.kaskado.catalogue.ConfigurationTable} reads it back. Keys that are unset are missing.
     */
    record ReadSettings() implements Command<Map<String, String>> {}

    /**
     * Asks how much there is: counts by name in snake case, such as {@code pipelines}; names of counts that only grow end
     * in {@code _total}.
     */
    record ReadCounters() implements Command<Map<String, Long>> {}

    /** An object's id and bare type name. */
    record ObjectRef(String id, String type) {}

    /** A returned value tree. */
    record Reply(@Nullable Object value) {}

    /**
     * What an object is.
     *
     * @param hierarchy qualified names of its ancestors, nearest first
     */
    record ObjectDescription(String id, String type, String qualifiedType, java.util.List<String> hierarchy) {}

    /**
     * Who opens a byte stream, and what is known of the bytes.
     *
     * @param client a stable name of the client; a token serves one client at a time
     * @param contentType media type, or null when unknown
     * @param lengthBytes number of bytes to come, or -1
     */
    record ByteStreamRequest(String client, @Nullable String contentType, long lengthBytes) {}
}
