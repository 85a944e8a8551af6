package org.kaskado.negotiation;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kaskado.session.Direction;
import org.kaskado.session.ExtensionConfig;
import org.kaskado.session.ExtensionMap;

/** Header extension ids of a session: an extension keeps its id, in all m-sections (RFC 8285 §6, RFC 9143 §9.1). */
final class ExtensionIds {
    /** What a one-byte header can say (RFC 8285 §4.2). */
    private static final int MAX_SHORT_ID = 14;

    private final Map<String, Integer> known = new HashMap<>();
    private final BitSet used = new BitSet();

    ExtensionIds(@Nullable Description ours, @Nullable Description theirs) {
        learn(ours);
        learn(theirs);
    }

    /** As many of the extensions as there are ids for. */
    ExtensionMap offer(List<String> uris) {
        List<ExtensionConfig> entries = new ArrayList<>();
        for (String uri : uris) {
            int id = known.getOrDefault(uri, used.nextClearBit(1));
            if (known.containsKey(uri) || id <= MAX_SHORT_ID) {
                known.put(uri, id);
                used.set(id);
                entries.add(new ExtensionConfig(id, uri, Direction.SENDRECV));
            }
        }
        return new ExtensionMap(entries, true);
    }

    private void learn(@Nullable Description description) {
        if (description == null) {
            return;
        }
        for (Section section : description.sections()) {
            for (ExtensionConfig entry : section.media().extensions().entries()) {
                known.putIfAbsent(entry.uri(), entry.id());
                used.set(entry.id());
            }
        }
    }
}
