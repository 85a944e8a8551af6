package org.kaskado.processing;

/** Caps of what one message may hold, the same for both ends. */
final class WireLimits {
    /** Levels of a value tree; the deepest real one (tracks of an inspected file) has three. */
    static final int MAX_DEPTH = 16;

    /** Entries of one list or map, far above what any command or event holds. */
    static final int MAX_ENTRIES = 65_536;

    private WireLimits() {}

    static int checkedCount(int count) {
        if (count > MAX_ENTRIES) {
            throw new IllegalArgumentException(
                    "a list or map of " + count + " entries; at most " + MAX_ENTRIES + " may go over the worker link");
        }
        return count;
    }
}
