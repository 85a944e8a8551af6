package org.kaskado.content;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a client asks a handler to do, by the method {@code execute}. */
public final class ContentCommand {
    private final String type;
    private final @Nullable String data;

    /**
     * Makes one.
     *
     * @param type the word that tells the handler what to do
     * @param data its content, often JSON text; may be null
     */
    public ContentCommand(String type, @Nullable String data) {
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
        return "ContentCommand[" + type + "]";
    }
}
