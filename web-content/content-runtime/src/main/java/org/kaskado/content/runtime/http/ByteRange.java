package org.kaskado.content.runtime.http;

/**
 * Bytes from one offset to another, both included.
 *
 * @param first offset of the first byte
 * @param last offset of the last byte
 */
record ByteRange(long first, long last) {
    ByteRange {
        if (first < 0 || last < first) {
            throw new IllegalArgumentException("no range: " + first + "-" + last);
        }
    }

    long length() {
        return last - first + 1;
    }

    /** The value of {@code Content-Range} (RFC 9110 §14.4). */
    String contentRange(long completeLength) {
        return "bytes " + first + "-" + last + "/" + completeLength;
    }
}
