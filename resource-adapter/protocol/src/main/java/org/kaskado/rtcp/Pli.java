package org.kaskado.rtcp;

import org.jspecify.annotations.Nullable;
import org.kaskado.net.WireReader;
import org.kaskado.net.WireWriter;

/**
 * Picture loss indication (RFC 4585 §6.3.1): a key frame is wanted.
 *
 * @param senderSsrc who asks
 * @param mediaSsrc the source that is to send one
 */
public record Pli(long senderSsrc, long mediaSsrc) implements RtcpPacket {
    static @Nullable Pli parse(WireReader in) {
        Pli pli = new Pli(in.get32(), in.get32());
        return in.isBroken() ? null : pli;
    }

    @Override
    public void writeTo(WireWriter out) {
        int at = Rtcp.begin(out, Rtcp.FORMAT_PLI, Rtcp.PAYLOAD_FEEDBACK);
        out.put32(senderSsrc).put32(mediaSsrc);
        Rtcp.finish(out, at);
    }
}
