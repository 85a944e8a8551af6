package org.kaskado.rtcp;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kaskado.net.WireReader;
import org.kaskado.net.WireWriter;

/**
 * BYE (RFC 3550 §6.6).
 *
 * @param ssrcs sources that end, at most 31
 * @param reason empty when none is given
 */
public record Bye(List<Long> ssrcs, String reason) implements RtcpPacket {
    private static final int MAX_TEXT_BYTES = 255;

    public Bye {
        if (ssrcs.size() > Rtcp.MAX_COUNT) {
            throw new IllegalArgumentException("BYE holds at most 31 sources, not " + ssrcs.size());
        }
        ssrcs = List.copyOf(ssrcs);
    }

    static @Nullable Bye parse(WireReader in, int count) {
        List<Long> ssrcs = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            ssrcs.add(in.get32());
        }
        String reason = in.hasRemaining() ? new String(in.bytes(in.get8()), StandardCharsets.UTF_8) : "";
        return in.isBroken() ? null : new Bye(ssrcs, reason);
    }

    @Override
    public void writeTo(WireWriter out) {
        int at = Rtcp.begin(out, ssrcs.size(), Rtcp.BYE);
        ssrcs.forEach(out::put32);
        if (!reason.isEmpty()) {
            byte[] text = reason.getBytes(StandardCharsets.UTF_8);
            int length = Math.min(text.length, MAX_TEXT_BYTES);
            out.put8(length).put(text, 0, length);
        }
        Rtcp.finish(out, at);
    }
}
