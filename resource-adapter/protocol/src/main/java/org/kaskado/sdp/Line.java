package org.kaskado.sdp;

/**
 * A line that is carried as it came, such as {@code t=0 0} or {@code i=…}.
 *
 * @param type its letter
 * @param value behind the equals sign
 */
public record Line(char type, String value) {}
