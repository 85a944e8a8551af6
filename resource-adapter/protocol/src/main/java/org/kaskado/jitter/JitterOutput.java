package org.kaskado.jitter;

import org.kaskado.net.PacketBuffer;

/** Where packets go in order. */
public interface JitterOutput {
    /**
     * The next packet.
     *
     * @param packet <em>given away</em>: the receiver releases it
     * @param sequence extended sequence number: rises by one, but for gaps
     * @param timestamp RTP timestamp without wrap
     */
    void packet(PacketBuffer packet, long sequence, long timestamp);

    /** These packets never came and will not be given out any more. */
    void gap(long firstSequence, long packets);
}
