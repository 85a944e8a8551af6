package org.kaskado.sdp;

/**
 * One {@code a=} line (RFC 8866 §5.13).
 *
 * @param name before the colon
 * @param value behind it; empty for a property
 */
public record Attribute(String name, String value) {
    @Override
    public String toString() {
        return value.isEmpty() ? name : name + ":" + value;
    }
}
