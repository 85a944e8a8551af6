package org.kaskado.content.runtime.http;

import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A piece of an answer's body: literal bytes, or a range of the stored ones.
 *
 * @param literal bytes to send, or null
 * @param range bytes to read and send, or null
 */
record Segment(byte @Nullable [] literal, @Nullable ByteRange range) {
    private static final ByteRange NOTHING = new ByteRange(0, 0);

    long length() {
        return literal == null ? rangeOrNothing().length() : literal.length;
    }

    /** Sets status and range fields of an answer, and lists the pieces of its body. No ranges means the whole. */
    static List<Segment> plan(StoredBytes bytes, List<ByteRange> ranges, HttpServletResponse response) {
        if (ranges.isEmpty()) {
            response.setStatus(HttpServletResponse.SC_OK);
            return bytes.length() == 0 ? List.of() : List.of(of(new ByteRange(0, bytes.length() - 1)));
        }
        response.setStatus(HttpServletResponse.SC_PARTIAL_CONTENT);
        if (ranges.size() == 1) {
            response.setHeader("Content-Range", ranges.get(0).contentRange(bytes.length()));
            return List.of(of(ranges.get(0)));
        }
        String boundary = "kaskado-" + UUID.randomUUID();
        response.setContentType("multipart/byteranges; boundary=" + boundary);
        return multipart(bytes, ranges, boundary);
    }

    /** RFC 9110 §14.6. */
    private static List<Segment> multipart(StoredBytes bytes, List<ByteRange> ranges, String boundary) {
        List<Segment> segments = new ArrayList<>();
        for (ByteRange range : ranges) {
            segments.add(of("\r\n--" + boundary + "\r\nContent-Type: " + bytes.contentType() + "\r\nContent-Range: "
                    + range.contentRange(bytes.length()) + "\r\n\r\n"));
            segments.add(of(range));
        }
        segments.add(of("\r\n--" + boundary + "--\r\n"));
        return segments;
    }

    private static Segment of(ByteRange range) {
        return new Segment(null, range);
    }

    private static Segment of(String text) {
        return new Segment(text.getBytes(StandardCharsets.ISO_8859_1), null);
    }

    private ByteRange rangeOrNothing() {
        return range == null ? NOTHING : range;
    }
}
