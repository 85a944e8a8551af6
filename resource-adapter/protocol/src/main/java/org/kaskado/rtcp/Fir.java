package org.kaskado.rtcp;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kaskado.net.WireReader;
import org.kaskado.net.WireWriter;

/**
 * Full intra request (RFC 5104 §4.3.1): a command to send a decoder refresh point.
 *
 * @param senderSsrc who asks
 * @param entries one per source that is asked
 */
public record Fir(long senderSsrc, List<Entry> entries) implements RtcpPacket {
    private static final int ENTRY_BYTES = 8;

    /**
     * A request to one source.
     *
     * @param ssrc the source
     * @param sequenceNumber 0 to 255; a repeated number repeats a request, a new one is another
     */
    public record Entry(long ssrc, int sequenceNumber) {}

    public Fir {
        entries = List.copyOf(entries);
    }

    static @Nullable Fir parse(WireReader in) {
        long senderSsrc = in.get32();
        in.get32();
        List<Entry> entries = new ArrayList<>();
        while (in.remaining() >= ENTRY_BYTES) {
            entries.add(new Entry(in.get32(), in.get8()));
            in.get24();
        }
        return in.isBroken() || entries.isEmpty() ? null : new Fir(senderSsrc, entries);
    }

    @Override
    public void writeTo(WireWriter out) {
        int at = Rtcp.begin(out, Rtcp.FORMAT_FIR, Rtcp.PAYLOAD_FEEDBACK);
        out.put32(senderSsrc).put32(0);
        for (Entry entry : entries) {
            out.put32(entry.ssrc()).put8(entry.sequenceNumber()).put24(0);
        }
        Rtcp.finish(out, at);
    }
}
