package org.kaskado.content.runtime.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Takes a {@code multipart/form-data} body apart as it arrives (RFC 2046 §5.1). The bytes of the one part that has a
 * file name go out; plain fields are skipped and a second file is refused. Memory is a constant few KiB.
 *
 * <pre>
 *   PREAMBLE ─delimiter─► BOUNDARY ─CRLF─► HEADERS ─empty line─► BODY ─delimiter─► BOUNDARY ─"--"─► EPILOGUE
 * </pre>
 */
final class MultipartParser {
    /** Where the file goes. */
    interface Output {
        /** The header of the file's part, before its first byte. */
        void onFile(PartHeaders headers) throws IOException;

        /** Takes bytes of the file; what it leaves is offered again, and nothing else is parsed before. */
        void write(ByteBuffer bytes) throws IOException;
    }

    private enum State {
        PREAMBLE,
        BOUNDARY,
        HEADERS,
        BODY,
        EPILOGUE
    }

    /** RFC 2046 §5.1.1: a boundary has 1 to 70 characters. */
    static final int MAX_BOUNDARY_LENGTH = 70;

    /** A part's header lines; browsers send some hundred bytes. */
    static final int MAX_HEADER_BYTES = 16 * 1024;

    /** A form with more parts is not an upload form. */
    static final int MAX_PARTS = 100;

    /** Padding after a delimiter (RFC 2046 §5.1.1), which nobody sends. */
    private static final int MAX_PADDING = 64;

    /** A body starts as if a CRLF came before it: the first delimiter may stand at offset 0. */
    private static final int CRLF_LENGTH = 2;

    private final byte[] delimiter;
    private final Output output;
    private final byte[] header = new byte[MAX_HEADER_BYTES];
    private int headerLength;
    private State state = State.PREAMBLE;
    private int matched = CRLF_LENGTH;
    private int parts;
    private boolean isFile;
    private boolean fileSeen;
    private @Nullable ByteBuffer pending;

    /**
     * Makes a parser for one body.
     *
     * @throws MultipartException when the boundary is missing or too long
     */
    MultipartParser(@Nullable String boundary, Output output) throws MultipartException {
        if (boundary == null || boundary.isEmpty() || boundary.length() > MAX_BOUNDARY_LENGTH) {
            throw new MultipartException("the Content-Type multipart/form-data needs a boundary of 1 to "
                    + MAX_BOUNDARY_LENGTH + " characters");
        }
        if (boundary.chars().anyMatch(c -> c < ' ' || c > '~')) {
            throw new MultipartException("the boundary of the form has a character that is not printable ASCII");
        }
        this.delimiter = ("\r\n--" + boundary).getBytes(StandardCharsets.US_ASCII);
        this.output = output;
    }

    /** Takes what it can; bytes remain in {@code input} only while the output takes no more. Input is array-backed. */
    void feed(ByteBuffer input) throws IOException, MultipartException {
        while (flushPending() && input.hasRemaining()) {
            switch (state) {
                case PREAMBLE, BODY -> {
                    if (!scan(input)) {
                        return;
                    }
                }
                case BOUNDARY -> readBoundaryEnd(input);
                case HEADERS -> readHeaders(input);
                case EPILOGUE -> input.position(input.limit());
            }
        }
    }

    /** True once everything that was fed has been taken. */
    boolean isIdle() {
        return pending == null;
    }

    /** True after the closing delimiter. */
    boolean isComplete() {
        return state == State.EPILOGUE && pending == null;
    }

    /** Whether a part with a file name came. */
    boolean hasFile() {
        return fileSeen;
    }

    private boolean flushPending() throws IOException {
        if (pending != null) {
            output.write(pending);
            if (pending.hasRemaining()) {
                return false;
            }
            pending = null;
        }
        return true;
    }

    /** Looks for the delimiter and hands out what comes before it; false when the output is full. */
    private boolean scan(ByteBuffer input) throws IOException {
        if (matched > 0) {
            return continueMatch(input);
        }
        byte[] bytes = input.array();
        int base = input.arrayOffset();
        int from = base + input.position();
        int end = base + input.limit();
        int hit = findDelimiter(bytes, from, end);
        if (!emit(input, hit - base)) {
            return false;
        }
        if (hit < end) {
            matched = Math.min(delimiter.length, end - hit);
            input.position(hit - base + matched);
            becomeBoundaryWhenMatched();
        }
        return true;
    }

    /** Offset where the delimiter, or at the end its beginning, stands; else {@code end}. */
    private int findDelimiter(byte[] bytes, int from, int end) {
        for (int at = from; at < end; at++) {
            if (bytes[at] == '\r') {
                int length = Math.min(delimiter.length, end - at);
                int same = 1;
                while (same < length && bytes[at + same] == delimiter[same]) {
                    same++;
                }
                if (same == length) {
                    return at;
                }
            }
        }
        return end;
    }

    /** Only a delimiter's first byte is CR, so after a mismatch no shorter match can have begun. */
    private boolean continueMatch(ByteBuffer input) throws IOException {
        while (matched < delimiter.length && input.hasRemaining()) {
            if (input.get(input.position()) != delimiter[matched]) {
                boolean isData = state == State.BODY && isFile;
                pending = isData ? ByteBuffer.wrap(delimiter, 0, matched) : null;
                matched = 0;
                return flushPending();
            }
            input.get();
            matched++;
        }
        becomeBoundaryWhenMatched();
        return true;
    }

    private void becomeBoundaryWhenMatched() {
        if (matched == delimiter.length) {
            matched = 0;
            headerLength = 0;
            state = State.BOUNDARY;
        }
    }

    /** Hands out the bytes up to a position; false when the output left some. */
    private boolean emit(ByteBuffer input, int until) throws IOException {
        if (state == State.BODY && isFile && until > input.position()) {
            ByteBuffer bytes = input.duplicate().limit(until);
            output.write(bytes);
            input.position(bytes.position());
            return input.position() == until;
        }
        input.position(until);
        return true;
    }

    private void readBoundaryEnd(ByteBuffer input) throws MultipartException {
        while (input.hasRemaining() && state == State.BOUNDARY) {
            byte next = input.get();
            if (headerLength == MAX_PADDING || !mayFollowBoundary(next)) {
                throw new MultipartException("a boundary of the form is followed by neither a line end nor '--'");
            }
            header[headerLength++] = next;
            if (headerLength == CRLF_LENGTH && endsWith("--")) {
                state = State.EPILOGUE;
            } else if (endsWith("\r\n")) {
                beginPart();
            }
        }
    }

    private boolean mayFollowBoundary(byte next) {
        byte former = headerLength == 0 ? (byte) ' ' : header[headerLength - 1];
        return switch (former) {
            case '\r' -> next == '\n';
            case '-' -> next == '-' && headerLength == 1;
            default -> next == ' ' || next == '\t' || next == '\r' || (next == '-' && headerLength == 0);
        };
    }

    private void beginPart() throws MultipartException {
        if (++parts > MAX_PARTS) {
            throw new MultipartException("the form has more than " + MAX_PARTS + " parts");
        }
        // an empty header block is one line end: keep the line end of the boundary line as its beginning
        header[0] = '\r';
        header[1] = '\n';
        headerLength = CRLF_LENGTH;
        state = State.HEADERS;
    }

    private void readHeaders(ByteBuffer input) throws IOException, MultipartException {
        while (input.hasRemaining() && state == State.HEADERS) {
            if (headerLength == MAX_HEADER_BYTES) {
                throw new MultipartException(
                        "the header of a part of the form is longer than " + MAX_HEADER_BYTES + " bytes");
            }
            header[headerLength++] = input.get();
            if (endsWith("\r\n\r\n")) {
                beginBody(new String(header, 0, headerLength, StandardCharsets.UTF_8));
            }
        }
    }

    private void beginBody(String lines) throws IOException, MultipartException {
        PartHeaders headers = PartHeaders.parse(lines);
        String filename = headers.filename();
        isFile = filename != null && !filename.isEmpty(); // browsers send an empty name for a field without a file
        state = State.BODY;
        if (isFile && fileSeen) {
            throw new MultipartException(
                    "the form holds a second file, '" + filename + "'; send each file in a request of its own");
        }
        if (isFile) {
            fileSeen = true;
            output.onFile(headers);
        }
    }

    private boolean endsWith(String text) {
        if (headerLength < text.length()) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (header[headerLength - text.length() + i] != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
