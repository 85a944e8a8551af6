package org.kaskado.negotiation;

import java.util.List;
import java.util.Optional;

/**
 * One side's whole description, understood.
 *
 * @param sections the m-sections in order
 * @param bundles BUNDLE groups, as lists of mids (RFC 9143)
 * @param allowsMixedExtensions whether the session says {@code a=extmap-allow-mixed}
 */
record Description(List<Section> sections, List<List<String>> bundles, boolean allowsMixedExtensions) {
    Description {
        sections = List.copyOf(sections);
        bundles = List.copyOf(bundles);
    }

    Optional<List<String>> bundleOf(String mid) {
        return bundles.stream().filter(group -> group.contains(mid)).findFirst();
    }
}
