package org.kaskado.sdp;

/**
 * The {@code o=} line (RFC 8866 §5.2).
 *
 * @param username {@code -} for none
 * @param sessionId digits
 * @param sessionVersion digits; grows with each change
 * @param address address type and address, as {@code IP4 127.0.0.1}
 */
public record Origin(String username, String sessionId, String sessionVersion, Connection address) {}
