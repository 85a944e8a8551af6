package org.kaskado.pipeline;

/**
 * RTP packets of a source pad as they were received, for sinks that send RTP: nothing is taken apart only to be forwarded.
 * Elements that speak RTP know what is behind it.
 */
public interface PacketSource {}
