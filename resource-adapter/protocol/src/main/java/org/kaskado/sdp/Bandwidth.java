package org.kaskado.sdp;

/**
 * A {@code b=} line (RFC 8866 §5.8).
 *
 * @param type as {@code AS} (kbit/s) or {@code TIAS} (bit/s)
 * @param value not negative
 */
public record Bandwidth(String type, long value) {}
