package org.kaskado.sctp;

import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * What a data channel carries.
 *
 * @param isText whether the bytes are UTF-8 text; else they are binary
 * @param bytes may be empty; owned by the message, never changed
 */
public record DataMessage(boolean isText, byte[] bytes) {
    public DataMessage {
        Objects.requireNonNull(bytes, "bytes");
    }

    public static DataMessage text(String text) {
        return new DataMessage(true, text.getBytes(StandardCharsets.UTF_8));
    }

    public static DataMessage binary(byte[] bytes) {
        return new DataMessage(false, bytes);
    }

    /** The bytes as text; what is no UTF-8 becomes U+FFFD. */
    public String text() {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
