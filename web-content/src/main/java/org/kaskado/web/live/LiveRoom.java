package org.kaskado.web.live;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.kaskado.media.MediaPipeline;

/**
 * A pipeline with at most one publisher and any number of viewers. Safe for any thread; no call to the media server is made
 * under a lock, so viewers join side by side. Joining a viewer and coming of a publisher may meet: then both connect the
 * two, and the second connection replaces the first.
 */
final class LiveRoom {
    private final String name;
    private final MediaPipeline pipeline;
    private final AtomicReference<@Nullable LiveSession> publisher = new AtomicReference<>();
    private final Map<String, LiveSession> viewers = new ConcurrentHashMap<>();
    private final AtomicInteger joining = new AtomicInteger();

    LiveRoom(String name, MediaPipeline pipeline) {
        this.name = name;
        this.pipeline = pipeline;
    }

    String name() {
        return name;
    }

    MediaPipeline pipeline() {
        return pipeline;
    }

    boolean hasPublisher() {
        return publisher.get() != null;
    }

    /** Whether nobody is here or on the way. */
    boolean isEmpty() {
        return publisher.get() == null && viewers.isEmpty() && joining.get() == 0;
    }

    /** Somebody is on the way: the room stays until {@link #arrived}. */
    LiveRoom expecting() {
        joining.incrementAndGet();
        return this;
    }

    void arrived() {
        joining.decrementAndGet();
    }

    @Nullable
    LiveSession find(LiveRole role, String id) {
        if (role == LiveRole.VIEWER) {
            return viewers.get(id);
        }
        LiveSession current = publisher.get();
        return current != null && current.id().equals(id) ? current : null;
    }

    /** Takes the publisher's place; false when it is taken. */
    boolean publish(LiveSession session) {
        if (!publisher.compareAndSet(null, session)) {
            return false;
        }
        viewers.values().forEach(viewer -> session.endpoint().connect(viewer.endpoint()));
        return true;
    }

    void watch(LiveSession session) {
        viewers.put(session.id(), session);
        LiveSession current = publisher.get();
        if (current != null) {
            current.endpoint().connect(session.endpoint());
        }
    }

    /** Ends a session; false when it was gone already. */
    boolean leave(LiveSession session) {
        boolean wasHere = session.role() == LiveRole.VIEWER
                ? viewers.remove(session.id(), session)
                : publisher.compareAndSet(session, null);
        if (wasHere) {
            session.endpoint().release();
        }
        return wasHere;
    }
}
