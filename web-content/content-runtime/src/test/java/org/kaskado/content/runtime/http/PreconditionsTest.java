package org.kaskado.content.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PreconditionsTest {
    private static final String TAG = "\"a-1\"";
    private static final Instant MODIFIED = Instant.parse("1994-11-06T08:49:37.512Z");
    private static final String SAME = "Sun, 06 Nov 1994 08:49:37 GMT";
    private static final String BEFORE = "Sun, 06 Nov 1994 08:49:36 GMT";
    private static final String AFTER = "Sun, 06 Nov 1994 08:49:38 GMT";

    /** The matrix of RFC 9110 §13.2.2: If-Match; If-None-Match; If-Modified-Since; If-Unmodified-Since; GET; PUT. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '\'',
            nullValues = "-",
            value = {
                "-; -; -; -; PROCEED; PROCEED",
                "\"a-1\"; -; -; -; PROCEED; PROCEED",
                "*; -; -; -; PROCEED; PROCEED",
                "\"b\", \"a-1\"; -; -; -; PROCEED; PROCEED",
                "\"b\"; -; -; -; FAILED; FAILED",
                "W/\"a-1\"; -; -; -; FAILED; FAILED",
                "garbage; -; -; -; FAILED; FAILED",
                "-; \"a-1\"; -; -; NOT_MODIFIED; FAILED",
                "-; W/\"a-1\"; -; -; NOT_MODIFIED; FAILED",
                "-; *; -; -; NOT_MODIFIED; FAILED",
                "-; \"b\"; -; -; PROCEED; PROCEED",
                "-; \"b\"; AFTER; -; PROCEED; PROCEED",
                "-; -; SAME; -; NOT_MODIFIED; PROCEED",
                "-; -; AFTER; -; NOT_MODIFIED; PROCEED",
                "-; -; BEFORE; -; PROCEED; PROCEED",
                "-; -; yesterday; -; PROCEED; PROCEED",
                "-; -; -; SAME; PROCEED; PROCEED",
                "-; -; -; BEFORE; FAILED; FAILED",
                "-; -; -; yesterday; PROCEED; PROCEED",
                "\"a-1\"; -; -; BEFORE; PROCEED; PROCEED",
                "\"a-1\"; \"a-1\"; -; -; NOT_MODIFIED; FAILED",
                "\"b\"; \"a-1\"; -; -; FAILED; FAILED",
            })
    void shouldDecideAsTheSpecificationSays(
            String ifMatch, String ifNoneMatch, String since, String unmodified, String onGet, String onPut) {
        Preconditions conditions = new Preconditions(ifMatch, ifNoneMatch, date(since), date(unmodified), null);

        assertThat(conditions.evaluate(TAG, MODIFIED, true)).hasToString(onGet);
        assertThat(conditions.evaluate(TAG, MODIFIED, false)).hasToString(onPut);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '\'',
            nullValues = "-",
            value = {
                "-; true",
                "\"a-1\"; true",
                "\"b\"; false",
                "W/\"a-1\"; false",
                "SAME; true",
                "AFTER; false",
                "BEFORE; false",
                "*; false",
                "garbage; false",
            })
    void shouldAllowARangeOnlyWhenTheValidatorIsStrongAndEqual(String ifRange, boolean allowed) {
        Preconditions conditions = new Preconditions(null, null, null, null, date(ifRange));

        assertThat(conditions.allowsRange(TAG, MODIFIED)).isEqualTo(allowed);
    }

    @ParameterizedTest
    @ValueSource(strings = {SAME, "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994"})
    void shouldReadTheThreeFormsOfADate(String text) {
        assertThat(HttpDates.parse(text)).contains(Instant.parse("1994-11-06T08:49:37Z"));
    }

    @Test
    void shouldWriteTheFirstForm() {
        assertThat(HttpDates.format(MODIFIED)).isEqualTo(SAME);
    }

    private static String date(String name) {
        if (name == null) {
            return null;
        }
        return switch (name) {
            case "SAME" -> SAME;
            case "BEFORE" -> BEFORE;
            case "AFTER" -> AFTER;
            default -> name;
        };
    }
}
