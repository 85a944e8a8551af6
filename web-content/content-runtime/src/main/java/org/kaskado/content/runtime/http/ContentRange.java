package org.kaskado.content.runtime.http;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The {@code Content-Range} field of a resumable PUT: {@code bytes first-last/total}, where an asterisk stands for a total
 * that is not known yet; an asterisk for the range asks how much has arrived.
 *
 * @param range the bytes that the body brings, or null in a question for the state
 * @param total length of the whole, or {@link #UNKNOWN}
 */
record ContentRange(@Nullable ByteRange range, long total) {
    static final long UNKNOWN = -1;

    private static final Pattern FORM =
            Pattern.compile("bytes[ =](?:(\\d{1,18})-(\\d{1,18})|\\*)/(\\d{1,18}|\\*)", Pattern.CASE_INSENSITIVE);

    private static final int FIRST = 1;
    private static final int LAST = 2;
    private static final int TOTAL = 3;

    /** Reads a field, or empty when it has no such form or contradicts itself. */
    static Optional<ContentRange> parse(String field) {
        Matcher matcher = FORM.matcher(field.strip());
        if (!matcher.matches()) {
            return Optional.empty();
        }
        long total = matcher.group(TOTAL).equals("*") ? UNKNOWN : Long.parseLong(matcher.group(TOTAL));
        if (matcher.group(FIRST) == null) {
            return Optional.of(new ContentRange(null, total));
        }
        long first = Long.parseLong(matcher.group(FIRST));
        long last = Long.parseLong(matcher.group(LAST));
        if (last < first || (total != UNKNOWN && last >= total)) {
            return Optional.empty();
        }
        return Optional.of(new ContentRange(new ByteRange(first, last), total));
    }

    /** Whether the body brings the last byte of the whole. */
    boolean isLast() {
        return range != null && range.last() + 1 == total;
    }
}
