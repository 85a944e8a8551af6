package org.kaskado.negotiation;

import java.util.List;
import org.kaskado.sdp.Attributes;
import org.kaskado.sdp.Connection;
import org.kaskado.sdp.MediaDescription;
import org.kaskado.sdp.Origin;
import org.kaskado.sdp.SessionDescription;

/** From {@link Description} to text (RFC 9429 §5.2.1 for the session's lines). */
final class DescriptionWriter {
    private DescriptionWriter() {}

    static String write(Description description, NegotiationConfig config, long version) {
        NegotiationConfig.Identity identity = config.identity();
        boolean isWebRtc = config.transport().isWebRtc();
        Attributes.Builder attributes = new Attributes.Builder();
        for (List<String> bundle : description.bundles()) {
            attributes.add("group", "BUNDLE " + String.join(" ", bundle));
        }
        if (description.allowsMixedExtensions()) {
            attributes.add("extmap-allow-mixed");
        }
        if (isWebRtc) {
            attributes.add("msid-semantic", " WMS *");
        }
        boolean isLite = description.sections().stream()
                .map(section -> section.transport().ice())
                .anyMatch(ice -> ice != null && ice.isLite());
        if (isLite) {
            attributes.add("ice-lite");
        }
        List<MediaDescription> media = description.sections().stream()
                .map(section -> SectionWriter.write(section, config.identity()))
                .toList();
        Origin origin = new Origin(
                "-", Long.toString(identity.sessionId()), Long.toString(version), new Connection("IP4", "127.0.0.1"));
        return new SessionDescription(
                        origin, identity.sessionName(), null, List.of(), List.of(), attributes.build(), media)
                .print();
    }
}
