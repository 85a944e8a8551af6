package org.kaskado.rtcp;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kaskado.net.WireReader;
import org.kaskado.net.WireWriter;

/**
 * SDES (RFC 3550 §6.5), of which only the canonical name is kept.
 *
 * @param chunks at most 31
 */
public record SourceDescription(List<Chunk> chunks) implements RtcpPacket {
    private static final int CNAME = 1;
    private static final int MAX_TEXT_BYTES = 255;

    /**
     * What is known of a source.
     *
     * @param ssrc the source
     * @param cname canonical name; empty when the chunk has none
     */
    public record Chunk(long ssrc, String cname) {}

    public SourceDescription {
        if (chunks.size() > Rtcp.MAX_COUNT) {
            throw new IllegalArgumentException("SDES holds at most 31 chunks, not " + chunks.size());
        }
        chunks = List.copyOf(chunks);
    }

    public static SourceDescription of(long ssrc, String cname) {
        return new SourceDescription(List.of(new Chunk(ssrc, cname)));
    }

    static @Nullable SourceDescription parse(WireReader in, int count) {
        List<Chunk> chunks = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            int start = in.position();
            long ssrc = in.get32();
            String cname = cname(in);
            int used = (in.position() - start) % 4;
            in.skip(Math.min(in.remaining(), (4 - used) % 4));
            chunks.add(new Chunk(ssrc, cname));
        }
        return in.isBroken() ? null : new SourceDescription(chunks);
    }

    /** Reads items up to the zero that ends the chunk. */
    private static String cname(WireReader in) {
        String cname = "";
        for (int type = in.get8(); type != 0 && !in.isBroken(); type = in.get8()) {
            byte[] text = in.bytes(in.get8());
            if (type == CNAME) {
                cname = new String(text, StandardCharsets.UTF_8);
            }
        }
        return cname;
    }

    @Override
    public void writeTo(WireWriter out) {
        int at = Rtcp.begin(out, chunks.size(), Rtcp.SOURCE_DESCRIPTION);
        for (Chunk chunk : chunks) {
            byte[] text = chunk.cname().getBytes(StandardCharsets.UTF_8);
            int length = Math.min(text.length, MAX_TEXT_BYTES);
            out.put32(chunk.ssrc())
                    .put8(CNAME)
                    .put8(length)
                    .put(text, 0, length)
                    .put8(0);
            out.pad(4);
        }
        Rtcp.finish(out, at);
    }
}
