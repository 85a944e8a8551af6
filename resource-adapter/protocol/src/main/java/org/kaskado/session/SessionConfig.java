package org.kaskado.session;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that an RTP session needs to know after an offer and its answer. A later negotiation gives a whole new one;
 * transports and sections keep their {@code id} and {@code mid}, so that a session can compare.
 *
 * @param transports ways for packets; one when everything is bundled
 * @param media the m-sections in order, rejected ones too
 */
public record SessionConfig(List<TransportConfig> transports, List<MediaConfig> media) {
    public SessionConfig {
        transports = List.copyOf(transports);
        media = List.copyOf(media);
    }

    /** The section of this name, or null. */
    public @Nullable MediaConfig media(String mid) {
        for (MediaConfig section : media) {
            if (section.mid().equals(mid)) {
                return section;
            }
        }
        return null;
    }

    /** The transport of a section, or null when there is no such section or it is refused: where its candidates belong. */
    public @Nullable TransportConfig transportOf(String mid) {
        MediaConfig section = media(mid);
        return section == null || section.transport() < 0 ? null : transports.get(section.transport());
    }

    /** Whether no section carries anything. */
    public boolean isEmpty() {
        return media.stream().allMatch(MediaConfig::isRejected);
    }

    /** The sentences of the rejected sections. */
    public List<String> rejections() {
        return media.stream()
                .filter(MediaConfig::isRejected)
                .map(MediaConfig::rejection)
                .toList();
    }
}
