package org.kaskado.pipeline;

import java.util.Locale;
import org.kaskado.frame.MediaKind;

/** A link between two worker nodes, by their keys. */
public record GraphLink(String fromKey, String toKey, MediaKind kind) {
    /** Name of the pads at both ends. */
    public String pad() {
        return kind.name().toLowerCase(Locale.ROOT);
    }
}
