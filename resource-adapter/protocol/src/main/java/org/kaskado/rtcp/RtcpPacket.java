package org.kaskado.rtcp;

import org.kaskado.net.WireWriter;

/** One packet of a compound; an immutable value. SSRCs and other 32-bit fields are unsigned in a {@code long}. */
public interface RtcpPacket {
    /** Appends the packet with its header. */
    void writeTo(WireWriter out);
}
