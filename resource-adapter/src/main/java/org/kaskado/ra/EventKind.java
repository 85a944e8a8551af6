package org.kaskado.ra;

import java.util.Set;
import org.kaskado.connector.MediaEvent;

/** What may become of an event when the bean is slower than the engine. */
enum EventKind {
    /** Only the newest of each object and type matters. */
    COALESCING,
    /** The oldest gives way when the queue is full. */
    ORDINARY,
    /** Ends something, or begins what must be ended: always delivered. */
    TERMINAL;

    private static final Set<String> TERMINAL_TYPES = Set.of(
            "Error",
            "EndOfStream",
            "MediaSessionStarted",
            "MediaSessionTerminated",
            "ObjectDestroyed",
            "Recording",
            "Paused",
            "Stopped");

    static EventKind of(MediaEvent event) {
        boolean isTerminal = !(event instanceof MediaEvent.Raised raised) || TERMINAL_TYPES.contains(raised.type());
        return isTerminal ? TERMINAL : ORDINARY;
    }

    static String typeOf(MediaEvent event) {
        return event instanceof MediaEvent.Raised raised ? raised.type() : "Released";
    }

    static String objectOf(MediaEvent event) {
        return event instanceof MediaEvent.Raised raised ? raised.objectId() : ((MediaEvent.Released) event).objectId();
    }
}
