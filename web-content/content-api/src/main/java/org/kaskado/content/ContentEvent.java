package org.kaskado.content;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a handler tells its client. */
public final class ContentEvent {
    private final String type;
    private final @Nullable String data;

    /**
     * Makes one.
     *
     * @param type the word that tells the client what happened
     * @param data its content, often JSON text; may be null
     */
    public ContentEvent(String type, @Nullable String data) {
        this.type = Objects.requireNonNull(type, "type");
        this.data = data;
    }

    /** What kind it is. */
    public String getType() {
        return type;
    }

    /** Its content; null when there is none. */
    public @Nullable String getData() {
        return data;
    }

    @Override
    public String toString() {
        return "ContentEvent[" + type + "]";
    }
}
