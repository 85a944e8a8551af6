package org.kaskado.rtcp;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kaskado.net.Wire;
import org.kaskado.net.WireReader;
import org.kaskado.net.WireWriter;

/**
 * Receiver estimated maximum bitrate (draft-alvestrand-rmcat-remb-03 §2.2).
 *
 * <pre>
 * | 'R' 'E' 'M' 'B' |  number of SSRCs (8)  | exponent (6) | mantissa (18) |  SSRCs ...
 * </pre>
 *
 * @param senderSsrc who estimates
 * @param bitrateBps for all named sources together, from 0; written with 18 significant bits
 * @param ssrcs the sources, at most 255
 */
public record Remb(long senderSsrc, long bitrateBps, List<Long> ssrcs) implements RtcpPacket {
    private static final long IDENTIFIER = 0x52454D42;
    private static final int MANTISSA_BITS = 18;
    private static final int MAX_SSRCS = 255;

    public Remb {
        if (bitrateBps < 0 || ssrcs.size() > MAX_SSRCS) {
            throw new IllegalArgumentException("REMB of " + bitrateBps + " bit/s for " + ssrcs.size()
                    + " sources: the rate must be from 0 and there are at most 255 sources");
        }
        ssrcs = List.copyOf(ssrcs);
    }

    /** Whether application layer feedback, from its sender's SSRC on, is a REMB; others are skipped. */
    static boolean isAt(byte[] data, int offset, int length) {
        return length >= 12 && Wire.get32(data, offset + 8) == IDENTIFIER;
    }

    static @Nullable Remb parse(WireReader in) {
        long senderSsrc = in.get32();
        in.skip(8);
        int count = in.get8();
        int rate = in.get24();
        int exponent = rate >> MANTISSA_BITS;
        long mantissa = rate & ((1 << MANTISSA_BITS) - 1);
        boolean overflows = Long.numberOfLeadingZeros(mantissa) <= exponent;
        List<Long> ssrcs = new ArrayList<>(count);
        for (int i = 0; i < count && !in.isBroken(); i++) {
            ssrcs.add(in.get32());
        }
        return in.isBroken() ? null : new Remb(senderSsrc, overflows ? Long.MAX_VALUE : mantissa << exponent, ssrcs);
    }

    @Override
    public void writeTo(WireWriter out) {
        int at = Rtcp.begin(out, Rtcp.FORMAT_APPLICATION, Rtcp.PAYLOAD_FEEDBACK);
        int exponent = Math.max(0, Long.SIZE - Long.numberOfLeadingZeros(bitrateBps) - MANTISSA_BITS);
        out.put32(senderSsrc).put32(0).put32(IDENTIFIER).put8(ssrcs.size());
        out.put24(exponent << MANTISSA_BITS | (int) (bitrateBps >>> exponent));
        ssrcs.forEach(out::put32);
        Rtcp.finish(out, at);
    }
}
