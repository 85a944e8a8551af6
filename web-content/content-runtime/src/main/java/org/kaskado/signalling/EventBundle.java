package org.kaskado.signalling;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kaskado.content.ContentEvent;

/**
 * Events on their way to the client.
 *
 * @param contentEvents what the handler published, oldest first
 * @param end the end of the session, when it has come
 */
public record EventBundle(
        List<ContentEvent> contentEvents, @Nullable SessionEnd end) {
    /** Nothing happened. */
    public static final EventBundle EMPTY = new EventBundle(List.of(), null);

    public EventBundle {
        contentEvents = List.copyOf(contentEvents);
    }

    /** Whether there is nothing to tell. */
    public boolean isEmpty() {
        return contentEvents.isEmpty() && end == null;
    }

    /** The members {@code contentEvents} and {@code controlEvents}; members without content are missing. */
    public Map<String, Object> toWire() {
        Map<String, Object> wire = new LinkedHashMap<>();
        if (!contentEvents.isEmpty()) {
            List<Object> events = new ArrayList<>();
            for (ContentEvent event : contentEvents) {
                Map<String, @Nullable Object> members = new LinkedHashMap<>();
                members.put("type", event.getType());
                members.put("data", event.getData());
                events.add(members);
            }
            wire.put("contentEvents", events);
        }
        if (end != null) {
            Map<String, Object> data = new LinkedHashMap<>();
            data.put("code", end.code());
            data.put("message", end.reason());
            Map<String, Object> event = new LinkedHashMap<>();
            event.put("type", end.isError() ? "sessionError" : "sessionTerminated");
            event.put("data", data);
            wire.put("controlEvents", List.of(event));
        }
        return wire;
    }
}
