package org.kaskado.it.architecture;

import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The rooms of the house, from the ground up, and which rooms each may use (STYLE §3). A room is a package of
 * {@code org.kaskado} with all below it, unless a longer name is a room of its own.
 */
final class Rooms {
    static final String BASE = "org.kaskado.";

    private static final Map<String, Set<String>> ALLOWED = new LinkedHashMap<>();

    static {
        room("net");
        room("frame");
        room("stun", "net");
        room("ice", "stun", "net");
        room("dtls", "net");
        room("rtp", "net");
        room("sctp", "net");
        room("srtp", "rtp", "net");
        room("rtcp", "rtp", "net");
        room("feedback", "rtcp", "rtp", "net");
        room("jitter", "rtp", "net");
        room("payload", "rtp", "frame", "net");
        room(
                "session",
                "payload",
                "jitter",
                "feedback",
                "rtcp",
                "srtp",
                "sctp",
                "rtp",
                "dtls",
                "ice",
                "stun",
                "frame",
                "net");
        room("forward", "session", "feedback", "payload", "rtcp", "rtp", "net");
        room("sdp");
        room("negotiation", "sdp", "session", "payload", "srtp", "rtcp", "rtp", "dtls", "ice", "frame", "net");
        room("crypto", "dtls", "net");
        room("runtime", "net");
        room("processing", "frame");
        room("workers", "processing", "runtime", "frame");
        room("transport", "runtime", "net");
        room("connector");
        room("catalogue");
        room("pipeline", "frame", "net", "rtp", "catalogue", "processing", "workers", "runtime", "connector");
        room(
                "track",
                "pipeline",
                "forward",
                "session",
                "negotiation",
                "jitter",
                "feedback",
                "payload",
                "rtcp",
                "rtp",
                "frame",
                "net",
                "processing",
                "runtime",
                "connector");
        for (String element :
                new String[] {"rtp", "webrtc", "http", "player", "recorder", "filter", "hub", "inspector"}) {
            room(
                    "element." + element,
                    "track",
                    "pipeline",
                    "forward",
                    "session",
                    "negotiation",
                    "feedback",
                    "sctp",
                    "ice",
                    "stun",
                    "rtcp",
                    "processing",
                    "workers",
                    "transport",
                    "runtime",
                    "net",
                    "rtp",
                    "frame",
                    "dtls",
                    "connector",
                    "catalogue");
        }
        String[] below = ALLOWED.keySet().toArray(String[]::new);
        room("engine", below);
        room("ra", "engine", "connector", "catalogue", "workers", "runtime");
        room("worker", "frame", "processing");
        room("rpc");
        room("media", "catalogue");
        room("repository", "catalogue", "media");
        room("content", "media", "repository");
        room("signalling", "rpc", "content");
        room("content.runtime", "catalogue", "signalling", "rpc", "content", "media", "repository", "connector");
        room("kurento", "rpc", "catalogue");
        room("kurento.web", "kurento", "connector", "content.runtime");
        room("web", "catalogue", "content.runtime", "content", "media", "repository");
        room("media.ejb", "media", "catalogue", "connector");
        room("repository.store", "media", "repository", "content");
        room("records", "repository.store", "media", "repository", "content");
    }

    private Rooms() {}

    private static void room(String name, String... mayUse) {
        ALLOWED.put(name, new LinkedHashSet<>(Arrays.asList(mayUse)));
    }

    /** The room of a package, if it is one of ours and listed. */
    static Optional<String> of(String packageName) {
        if (!packageName.startsWith(BASE)) {
            return Optional.empty();
        }
        String below = packageName.substring(BASE.length());
        return ALLOWED.keySet().stream()
                .filter(room -> below.equals(room) || below.startsWith(room + "."))
                .max(Comparator.comparingInt(String::length));
    }

    /** All rooms, from the ground up. */
    static Set<String> names() {
        return ALLOWED.keySet();
    }

    /** What a room may use beside itself. */
    static Set<String> usedBy(String room) {
        return ALLOWED.getOrDefault(room, Set.of());
    }

    static boolean mayUse(String room, String other) {
        return room.equals(other) || ALLOWED.getOrDefault(room, Set.of()).contains(other);
    }
}
