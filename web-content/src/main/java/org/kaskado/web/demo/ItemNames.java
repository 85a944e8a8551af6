package org.kaskado.web.demo;

import org.jspecify.annotations.Nullable;

/** Names for people. */
final class ItemNames {
    private static final int LONGEST_NAME = 120;

    private ItemNames() {}

    /** A name for people out of a content id: its last part, without control characters. */
    static String nameOf(@Nullable String contentId) {
        String id = contentId == null ? "" : contentId.substring(contentId.lastIndexOf('/') + 1);
        String name = id.replaceAll("\\p{Cntrl}", " ").strip();
        if (name.isEmpty()) {
            return "unnamed";
        }
        return name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) : name;
    }
}
