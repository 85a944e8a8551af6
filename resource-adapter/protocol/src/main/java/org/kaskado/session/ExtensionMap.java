package org.kaskado.session;

import java.util.List;

/**
 * The header extensions of one m-section; in a BUNDLE group an id means the same in all of them.
 *
 * @param entries in the order of the description
 * @param allowsMixed whether one- and two-byte headers may be mixed ({@code a=extmap-allow-mixed})
 */
public record ExtensionMap(List<ExtensionConfig> entries, boolean allowsMixed) {
    public static final ExtensionMap EMPTY = new ExtensionMap(List.of(), false);

    public ExtensionMap {
        entries = List.copyOf(entries);
    }

    /** The id of an extension, or 0 when it was not agreed on. */
    public int idOf(String uri) {
        for (ExtensionConfig entry : entries) {
            if (entry.uri().equals(uri)) {
                return entry.id();
            }
        }
        return 0;
    }

    /** The id with which we may send this extension, or 0. */
    public int sendIdOf(String uri) {
        for (ExtensionConfig entry : entries) {
            if (entry.uri().equals(uri) && entry.direction().sends()) {
                return entry.id();
            }
        }
        return 0;
    }
}
