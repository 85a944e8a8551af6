package org.kaskado.engine.uri;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Status line and fields of an HTTP/1.1 response (RFC 9112). Bounded in size.
 *
 * @param fields by lower-case name; of repeated fields the first counts
 */
record HttpHead(int status, Map<String, String> fields) {
    static final int MAX_BYTES = 64 << 10;

    /**
     * Reads up to the empty line.
     *
     * @throws IOException when it is not HTTP, or too large
     */
    static HttpHead read(InputStream in) throws IOException {
        LineReader lines = new LineReader(in);
        String first = lines.next();
        if (!first.matches("HTTP/1\\.[01] [1-5][0-9][0-9]( .*)?")) {
            throw new IOException("the answer is not HTTP/1.1: '" + abbreviated(first) + "'");
        }
        Map<String, String> fields = new HashMap<>();
        for (String line = lines.next(); !line.isEmpty(); line = lines.next()) {
            int colon = line.indexOf(':');
            if (colon <= 0) {
                throw new IOException("a field of the answer has no name: '" + abbreviated(line) + "'");
            }
            fields.putIfAbsent(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).trim());
        }
        return new HttpHead(Integer.parseInt(first.substring(9, 12)), Map.copyOf(fields));
    }

    @Nullable
    String field(String name) {
        return fields.get(name);
    }

    boolean isRedirect() {
        return switch (status) {
            case 301, 302, 303, 307, 308 -> true;
            default -> false;
        };
    }

    boolean isChunked() {
        String coding = fields.get("transfer-encoding");
        return coding != null && coding.toLowerCase(Locale.ROOT).contains("chunked");
    }

    /** Length of the body, -1 when the field is missing or no number. */
    long contentLength() {
        return number(fields.get("content-length"));
    }

    /** First byte and total length of a {@code Content-Range: bytes a-b/total}; total is -1 for {@code *}. */
    Optional<Range> contentRange() {
        String range = fields.get("content-range");
        if (range == null || !range.matches("bytes [0-9]{1,18}-[0-9]{1,18}/([0-9]{1,18}|\\*)")) {
            return Optional.empty();
        }
        long first = number(range.substring("bytes ".length(), range.indexOf('-')));
        return Optional.of(new Range(first, number(range.substring(range.indexOf('/') + 1))));
    }

    record Range(long first, long total) {}

    private static long number(@Nullable String text) {
        return text != null && text.matches("[0-9]{1,18}") ? Long.parseLong(text) : -1;
    }

    private static String abbreviated(String line) {
        return line.length() <= 80 ? line : line.substring(0, 80) + "…";
    }

    /** Lines that end with LF or CRLF, all together no larger than a head may be. */
    static final class LineReader {
        private final InputStream in;
        private int leftBytes = MAX_BYTES;

        LineReader(InputStream in) {
            this.in = in;
        }

        String next() throws IOException {
            StringBuilder line = new StringBuilder();
            for (int octet = in.read(); octet != '\n'; octet = in.read()) {
                if (octet < 0) {
                    throw new IOException("the answer ended within its head");
                }
                if (--leftBytes < 0) {
                    throw new IOException("the head of the answer is larger than " + MAX_BYTES + " bytes");
                }
                line.append((char) octet);
            }
            int end = line.length();
            if (end > 0 && line.charAt(end - 1) == '\r') {
                end--;
            }
            return line.substring(0, end);
        }
    }
}
