package org.kaskado.content.runtime.http;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Dates of HTTP (RFC 9110 §5.6.7): one form is written, all three are read. */
final class HttpDates {
    private static final int FIRST_TWO_DIGIT_YEAR = 1970;

    private static final DateTimeFormatter IMF_FIXDATE = gmt("EEE, dd MMM yyyy HH:mm:ss 'GMT'");

    private static final DateTimeFormatter RFC_850 = new DateTimeFormatterBuilder()
            .appendPattern("EEEE, dd-MMM-")
            .appendValueReduced(ChronoField.YEAR, 2, 2, FIRST_TWO_DIGIT_YEAR)
            .appendPattern(" HH:mm:ss 'GMT'")
            .toFormatter(Locale.US)
            .withZone(ZoneOffset.UTC);

    private static final DateTimeFormatter ASCTIME = gmt("EEE MMM ppd HH:mm:ss yyyy");

    private static final List<DateTimeFormatter> READ = List.of(IMF_FIXDATE, RFC_850, ASCTIME);

    private HttpDates() {}

    private static DateTimeFormatter gmt(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.US).withZone(ZoneOffset.UTC);
    }

    static String format(Instant instant) {
        return IMF_FIXDATE.format(instant);
    }

    /** The date of a header field, or empty when it is missing or no date; such a field is to be ignored. */
    static Optional<Instant> parse(@Nullable String text) {
        if (text == null) {
            return Optional.empty();
        }
        return READ.stream()
                .map(form -> parseAs(form, text.strip()))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<Instant> parseAs(DateTimeFormatter form, String text) {
        try {
            return Optional.of(ZonedDateTime.parse(text, form).toInstant());
        } catch (DateTimeException notThisForm) {
            return Optional.empty();
        }
    }
}
