package org.kaskado.content.runtime.http;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The conditional fields of a request, each null when missing. Evaluated in the order of RFC 9110 §13.2.2.
 *
 * @param ifMatch {@code If-Match}
 * @param ifNoneMatch {@code If-None-Match}
 * @param ifModifiedSince {@code If-Modified-Since}
 * @param ifUnmodifiedSince {@code If-Unmodified-Since}
 * @param ifRange {@code If-Range}
 */
record Preconditions(
        @Nullable String ifMatch,
        @Nullable String ifNoneMatch,
        @Nullable String ifModifiedSince,
        @Nullable String ifUnmodifiedSince,
        @Nullable String ifRange) {

    /** What becomes of the request. */
    enum Verdict {
        PROCEED,
        NOT_MODIFIED,
        FAILED
    }

    /**
     * Evaluates all fields but {@code If-Range}.
     *
     * @param isRead whether the method is GET or HEAD
     */
    Verdict evaluate(String eTag, Instant lastModified, boolean isRead) {
        Instant modified = lastModified.truncatedTo(ChronoUnit.SECONDS);
        if (ifMatch != null) {
            if (!EntityTags.matchesStrongly(ifMatch, eTag)) {
                return Verdict.FAILED;
            }
        } else if (isAfter(modified, ifUnmodifiedSince)) {
            return Verdict.FAILED;
        }
        if (ifNoneMatch != null) {
            if (!EntityTags.matchesWeakly(ifNoneMatch, eTag)) {
                return Verdict.PROCEED;
            }
            return isRead ? Verdict.NOT_MODIFIED : Verdict.FAILED;
        }
        boolean unchanged = isRead
                && HttpDates.parse(ifModifiedSince)
                        .filter(since -> !modified.isAfter(since))
                        .isPresent();
        return unchanged ? Verdict.NOT_MODIFIED : Verdict.PROCEED;
    }

    /** §13.1.5: whether a {@code Range} field counts. */
    boolean allowsRange(String eTag, Instant lastModified) {
        if (ifRange == null) {
            return true;
        }
        if (ifRange.indexOf('"') >= 0) {
            return !ifRange.strip().equals("*") && EntityTags.matchesStrongly(ifRange, eTag);
        }
        Optional<Instant> date = HttpDates.parse(ifRange);
        return date.isPresent() && date.get().equals(lastModified.truncatedTo(ChronoUnit.SECONDS));
    }

    private static boolean isAfter(Instant modified, @Nullable String limit) {
        return HttpDates.parse(limit).filter(modified::isAfter).isPresent();
    }
}
