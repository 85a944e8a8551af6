package org.kaskado.content.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteRangesTest {
    private static final long LENGTH = 10_000;

    /** The examples of RFC 9110 §14.1.2, for a representation of 10 000 bytes. */
    @ParameterizedTest
    @CsvSource({
        "bytes=0-499, 0, 499",
        "bytes=500-999, 500, 999",
        "bytes=-500, 9500, 9999",
        "bytes=9500-, 9500, 9999",
        "bytes=0-0, 0, 0",
        "bytes=-1, 9999, 9999",
        "bytes=9999-, 9999, 9999",
        "bytes=0-, 0, 9999",
        "bytes=5-999999, 5, 9999",
        "bytes=-999999, 0, 9999",
        "Bytes= 7-8 , 7, 8",
    })
    void shouldGiveOneRangeWhenOneIsAsked(String field, long first, long last) {
        assertThat(ByteRanges.parse(field, LENGTH))
                .isEqualTo(new ByteRanges(ByteRanges.Kind.SOME, List.of(new ByteRange(first, last))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "items=0-1",
                "bytes",
                "bytes=a-b",
                "bytes=5",
                "bytes=5-3",
                "bytes=--1",
                "bytes=1-2-3",
                "bytes=0x1-2",
                "bytes=-",
                "bytes=1234567890123456789-",
                "bytes=0-1,x",
                "bytes=+1-2",
                "bytes=١-٢"
            })
    void shouldSendTheWholeWhenTheFieldIsMalformedOrOfAnotherUnit(String field) {
        assertThat(ByteRanges.parse(field, LENGTH).kind()).isEqualTo(ByteRanges.Kind.WHOLE);
    }

    @Test
    void shouldSendTheWholeWhenThereIsNoField() {
        assertThat(ByteRanges.parse(null, LENGTH).kind()).isEqualTo(ByteRanges.Kind.WHOLE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=10000-", "bytes=10000-10001", "bytes=-0", "bytes=20000-30000,-0"})
    void shouldBeUnsatisfiableWhenNoRangeIsInside(String field) {
        assertThat(ByteRanges.parse(field, LENGTH).kind()).isEqualTo(ByteRanges.Kind.UNSATISFIABLE);
    }

    @Test
    void shouldBeUnsatisfiableWhenThereAreNoBytes() {
        assertThat(ByteRanges.parse("bytes=0-", 0).kind()).isEqualTo(ByteRanges.Kind.UNSATISFIABLE);
        assertThat(ByteRanges.parse("bytes=-5", 0).kind()).isEqualTo(ByteRanges.Kind.UNSATISFIABLE);
    }

    @Test
    void shouldKeepTheOrderWhenSeveralRangesDoNotOverlap() {
        assertThat(ByteRanges.parse("bytes=500-600, 0-9,-1", LENGTH).ranges())
                .containsExactly(new ByteRange(500, 600), new ByteRange(0, 9), new ByteRange(9999, 9999));
    }

    @Test
    void shouldJoinRangesWhenTheyOverlap() {
        assertThat(ByteRanges.parse("bytes=500-700,601-999,0-1", LENGTH).ranges())
                .containsExactly(new ByteRange(0, 1), new ByteRange(500, 999));
    }

    @Test
    void shouldSendTheWholeWhenTooManyRangesAreAsked() {
        String field = IntStream.rangeClosed(0, ByteRanges.MAX_RANGES)
                .mapToObj(i -> (10 * i) + "-" + (10 * i + 1))
                .collect(Collectors.joining(",", "bytes=", ""));

        assertThat(ByteRanges.parse(field, LENGTH).kind()).isEqualTo(ByteRanges.Kind.WHOLE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "bytes 0-9/100; 0; 9; 100; false",
                "bytes 90-99/100; 90; 99; 100; true",
                "bytes 0-9/*; 0; 9; -1; false",
                "Bytes 0-0/1; 0; 0; 1; true"
            })
    void shouldReadContentRange(String field, long first, long last, long total, boolean isLast) {
        ContentRange read = ContentRange.parse(field).orElseThrow();

        assertThat(read).isEqualTo(new ContentRange(new ByteRange(first, last), total));
        assertThat(read.isLast()).isEqualTo(isLast);
    }

    @Test
    void shouldReadAQuestionWhenTheRangeIsAnAsterisk() {
        assertThat(ContentRange.parse("bytes */100")).contains(new ContentRange(null, 100));
        assertThat(ContentRange.parse("bytes */*")).contains(new ContentRange(null, ContentRange.UNKNOWN));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "bytes", "bytes 9-0/10", "bytes 0-10/10", "bytes 0-/10", "0-1/2", "bytes -5-1/9", "bytes 0-9"
            })
    void shouldRefuseContentRangeWhenItContradictsItself(String field) {
        assertThat(ContentRange.parse(field)).isEmpty();
    }
}
