package org.kaskado.content.runtime.access;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Paths that need no credentials.
 *
 * @param patterns exact paths, folders that end with a slash, endings that start with a star
 */
record OpenPaths(List<String> patterns) {
    static final OpenPaths NONE = new OpenPaths(List.of());

    static OpenPaths parse(@Nullable String text) {
        return text == null || text.isBlank()
                ? NONE
                : new OpenPaths(List.of(text.strip().split("\\s+")));
    }

    /** Whether a path is open. Paths with matrix parameters or escapes never are: servers read them differently. */
    boolean has(String path) {
        if (path.contains(";") || path.contains("%") || path.contains("/../") || path.contains("//")) {
            return false;
        }
        for (String pattern : patterns) {
            if (matches(pattern, path)) {
                return true;
            }
        }
        return false;
    }

    private static boolean matches(String pattern, String path) {
        if (pattern.startsWith("*")) {
            return path.endsWith(pattern.substring(1));
        }
        return path.equals(pattern) || (pattern.length() > 1 && pattern.endsWith("/") && path.startsWith(pattern));
    }
}
