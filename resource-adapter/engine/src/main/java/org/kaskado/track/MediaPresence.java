package org.kaskado.track;

import java.util.Map;
import org.kaskado.pipeline.Element;

/** Whether media of the peer comes: property {@code mediaState} and event {@code MediaStateChanged} of the catalogue. */
public final class MediaPresence {
    private static final String CONNECTED = "CONNECTED";
    private static final String DISCONNECTED = "DISCONNECTED";

    private final Element endpoint;
    private boolean isPresent;

    public MediaPresence(Element endpoint) {
        this.endpoint = endpoint;
    }

    /** As the catalogue's {@code MediaState}. */
    public String state() {
        return isPresent ? CONNECTED : DISCONNECTED;
    }

    public boolean isPresent() {
        return isPresent;
    }

    /** Media comes, or does not come any more; the event tells a change. */
    public void become(boolean present) {
        if (present != isPresent) {
            String former = state();
            isPresent = present;
            endpoint.raise("MediaStateChanged", Map.of("oldState", former, "newState", state()));
        }
    }
}
