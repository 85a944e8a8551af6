package org.kaskado.pipeline;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Set;

/** Which elements frames can reach. */
final class Reach {
    private Reach() {}

    /** All elements downstream of one, each once, whatever loops there are. */
    static Set<Element> from(Element source) {
        Set<Element> reached = new LinkedHashSet<>();
        Deque<Element> open = new ArrayDeque<>(Set.of(source));
        while (!open.isEmpty()) {
            for (SourcePad pad : open.removeFirst().sources()) {
                for (Link link : pad.links()) {
                    if (reached.add(link.sink().element())) {
                        open.addLast(link.sink().element());
                    }
                }
            }
        }
        return reached;
    }
}
