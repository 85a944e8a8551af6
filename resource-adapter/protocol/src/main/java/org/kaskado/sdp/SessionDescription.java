package org.kaskado.sdp;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A session description (RFC 8866 §5), version 0.
 *
 * @param origin {@code o=}
 * @param name {@code s=}
 * @param connection the session's {@code c=} line
 * @param bandwidths {@code b=} lines
 * @param others {@code i= u= e= p= t= r= z= k=} lines in order; without a {@code t=} one, {@code t=0 0} is printed
 * @param attributes the session's {@code a=} lines
 * @param media the m-sections
 */
public record SessionDescription(
        Origin origin,
        String name,
        @Nullable Connection connection,
        List<Bandwidth> bandwidths,
        List<Line> others,
        Attributes attributes,
        List<MediaDescription> media) {
    public SessionDescription {
        bandwidths = List.copyOf(bandwidths);
        others = List.copyOf(others);
        media = List.copyOf(media);
    }

    /** Reads a description within the {@linkplain SdpLimits#DEFAULT usual limits}. */
    public static SdpOutcome parse(String text) {
        return parse(text, SdpLimits.DEFAULT);
    }

    public static SdpOutcome parse(String text, SdpLimits limits) {
        return new SdpParser(text, limits).parse();
    }

    /** The description as text, lines ended by CRLF. */
    public String print() {
        return new SdpPrinter().print(this);
    }
}
