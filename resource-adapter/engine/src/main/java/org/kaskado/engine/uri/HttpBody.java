package org.kaskado.engine.uri;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** The body of an HTTP/1.1 response: by length, by chunks, or up to the end of the connection (RFC 9112 §6.3). */
final class HttpBody {
    private static final long UNTIL_CLOSE = -1;

    private final InputStream in;
    private final boolean isChunked;
    private long leftBytes;
    private Chunks chunks = Chunks.FIRST;

    private enum Chunks {
        FIRST,
        MORE,
        DONE
    }

    HttpBody(HttpHead head, InputStream in) {
        this.in = in;
        this.isChunked = head.isChunked();
        this.leftBytes = isChunked ? 0 : head.contentLength();
    }

    /**
     * Reads some bytes.
     *
     * @return bytes read, -1 at the end
     * @throws IOException when the connection ends within the body, or its coding is broken
     */
    int read(byte[] target, int offset, int length) throws IOException {
        if (isChunked && leftBytes == 0) {
            nextChunk();
        }
        if (isChunked ? chunks == Chunks.DONE : leftBytes == 0) {
            return -1;
        }
        int wanted = leftBytes == UNTIL_CLOSE ? length : (int) Math.min(length, leftBytes);
        int count = in.read(target, offset, wanted);
        if (count < 0) {
            if (leftBytes == UNTIL_CLOSE) {
                return -1;
            }
            throw new EOFException("the connection ended " + leftBytes + " bytes too early");
        }
        if (leftBytes != UNTIL_CLOSE) {
            leftBytes -= count;
        }
        return count;
    }

    private void nextChunk() throws IOException {
        if (chunks == Chunks.DONE) {
            return;
        }
        HttpHead.LineReader lines = new HttpHead.LineReader(in);
        if (chunks == Chunks.MORE && !lines.next().isEmpty()) {
            throw new IOException("a chunk of the answer is longer than it says");
        }
        String size = lines.next();
        int end = size.indexOf(';');
        size = (end < 0 ? size : size.substring(0, end)).trim();
        if (!size.matches("[0-9A-Fa-f]{1,15}")) {
            throw new IOException("a chunk of the answer has no size");
        }
        leftBytes = Long.parseLong(size, 16);
        chunks = leftBytes == 0 ? Chunks.DONE : Chunks.MORE;
    }
}
