package org.kaskado.sdp;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One m-section (RFC 8866 §5.14).
 *
 * @param media {@code audio}, {@code video}, {@code application} …
 * @param port 0 to 65535
 * @param portCount how many ports, 1 when not said
 * @param protocol as {@code UDP/TLS/RTP/SAVPF}
 * @param formats payload types, or other names of formats; at least one
 * @param connection its own {@code c=} line
 * @param bandwidths its {@code b=} lines
 * @param others {@code i=} and {@code k=} lines
 * @param attributes its {@code a=} lines
 */
public record MediaDescription(
        String media,
        int port,
        int portCount,
        String protocol,
        List<String> formats,
        @Nullable Connection connection,
        List<Bandwidth> bandwidths,
        List<Line> others,
        Attributes attributes) {
    public MediaDescription {
        formats = List.copyOf(formats);
        bandwidths = List.copyOf(bandwidths);
        others = List.copyOf(others);
    }
}
