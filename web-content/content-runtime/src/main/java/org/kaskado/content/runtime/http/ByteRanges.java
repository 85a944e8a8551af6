package org.kaskado.content.runtime.http;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a {@code Range} field asks of a representation (RFC 9110 §14.2).
 *
 * @param kind whether the field counts
 * @param ranges the satisfiable ranges in the order asked; overlapping ones are joined. Empty unless {@code kind} is SOME
 */
record ByteRanges(Kind kind, List<ByteRange> ranges) {
    /** Whether the field counts. */
    enum Kind {
        /** No field, another unit, malformed, or abusive: the whole is sent with 200. */
        WHOLE,
        /** 206 with these ranges. */
        SOME,
        /** 416. */
        UNSATISFIABLE
    }

    /** More ranges than this in one request are a trick, not a player (RFC 9110 §17.15). */
    static final int MAX_RANGES = 16;

    private static final String UNIT = "bytes=";

    /** 18 digits always fit into a long. */
    private static final int MAX_DIGITS = 18;

    private static final ByteRanges THE_WHOLE = new ByteRanges(Kind.WHOLE, List.of());

    /** Reads a field for a representation of a length. */
    static ByteRanges parse(@Nullable String field, long length) {
        if (field == null || !field.strip().toLowerCase(Locale.ROOT).startsWith(UNIT)) {
            return THE_WHOLE;
        }
        String[] specs = field.strip().substring(UNIT.length()).split(",", -1);
        if (specs.length > MAX_RANGES) {
            return THE_WHOLE;
        }
        List<ByteRange> found = new ArrayList<>();
        for (String spec : specs) {
            if (!spec.isBlank() && !addRange(spec.strip(), length, found)) {
                return THE_WHOLE;
            }
        }
        if (found.isEmpty()) {
            return new ByteRanges(Kind.UNSATISFIABLE, List.of());
        }
        return new ByteRanges(Kind.SOME, join(found));
    }

    /** Adds the range of one spec when it is satisfiable; false when the spec is malformed. */
    private static boolean addRange(String spec, long length, List<ByteRange> found) {
        int dash = spec.indexOf('-');
        if (dash < 0) {
            return false;
        }
        String from = spec.substring(0, dash).strip();
        String to = spec.substring(dash + 1).strip();
        if (from.isEmpty()) {
            return isNumber(to) && addSuffix(Long.parseLong(to), length, found);
        }
        if (!isNumber(from) || !(to.isEmpty() || isNumber(to))) {
            return false;
        }
        long first = Long.parseLong(from);
        long last = to.isEmpty() ? Long.MAX_VALUE : Long.parseLong(to);
        if (last < first) {
            return false;
        }
        if (first < length) {
            found.add(new ByteRange(first, Math.min(last, length - 1)));
        }
        return true;
    }

    private static boolean addSuffix(long count, long length, List<ByteRange> found) {
        if (count > 0 && length > 0) {
            found.add(new ByteRange(Math.max(0, length - count), length - 1));
        }
        return true;
    }

    private static boolean isNumber(String text) {
        return !text.isEmpty()
                && text.length() <= MAX_DIGITS
                && text.chars().allMatch(digit -> digit >= '0' && digit <= '9');
    }

    /** Joins overlapping ranges, so that an answer is never longer than the whole; order is kept where nothing overlaps. */
    private static List<ByteRange> join(List<ByteRange> found) {
        List<ByteRange> sorted = new ArrayList<>(found);
        sorted.sort(Comparator.comparingLong(ByteRange::first));
        List<ByteRange> joined = new ArrayList<>();
        for (ByteRange next : sorted) {
            ByteRange former = joined.isEmpty() ? null : joined.get(joined.size() - 1);
            if (former != null && next.first() <= former.last()) {
                joined.set(joined.size() - 1, new ByteRange(former.first(), Math.max(former.last(), next.last())));
            } else {
                joined.add(next);
            }
        }
        return joined.size() == found.size() ? List.copyOf(found) : List.copyOf(joined);
    }
}
