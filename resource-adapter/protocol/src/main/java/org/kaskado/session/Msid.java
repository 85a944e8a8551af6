package org.kaskado.session;

/**
 * Names that the sender's application gave its media (RFC 8830).
 *
 * @param stream id of the media stream, {@code -} for none
 * @param track id of the track; empty when not said
 */
public record Msid(String stream, String track) {}
