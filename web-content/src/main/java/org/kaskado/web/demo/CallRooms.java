package org.kaskado.web.demo;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.kaskado.content.ContentEvent;
import org.kaskado.content.KaskadoException;
import org.kaskado.content.WebRtcContentSession;
import org.kaskado.media.MediaPipeline;
import org.kaskado.media.WebRtcEndpoint;

/** The rooms of {@link GroupCall}: a pipeline each, from the first member to the last. Safe for any thread. */
@ApplicationScoped
public class CallRooms {
    private static final int MAX_ROOMS = 200;
    private static final int MAX_MEMBERS = 12;
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;
    private static final int UNAVAILABLE = 503;

    private final Map<String, Room> rooms = new ConcurrentHashMap<>();

    /** Members are replaced as a whole, so that readers see one state. */
    private record Room(MediaPipeline pipeline, Map<String, Member> members) {
        Room with(String name, Member member) {
            Map<String, Member> more = new TreeMap<>(members);
            more.put(name, member);
            return new Room(pipeline, more);
        }

        Room without(String name) {
            Map<String, Member> fewer = new TreeMap<>(members);
            fewer.remove(name);
            return new Room(pipeline, fewer);
        }
    }

    private record Member(WebRtcContentSession session, WebRtcEndpoint camera) {}

    /**
     * Takes a place in a room.
     *
     * @return what receives the member's camera
     * @throws KaskadoException 409 when the name is taken, 503 when all places are
     */
    WebRtcEndpoint enter(CallPlace place, WebRtcContentSession session) {
        AtomicReference<@Nullable WebRtcEndpoint> made = new AtomicReference<>();
        rooms.compute(place.room(), (name, present) -> {
            Room room = present == null ? open(session) : present;
            if (room.members().containsKey(place.name())) {
                throw new KaskadoException("'" + place.name() + "' is in this call already", CONFLICT);
            }
            if (room.members().size() >= MAX_MEMBERS) {
                throw new KaskadoException("this call has " + MAX_MEMBERS + " members, as many as fit", UNAVAILABLE);
            }
            WebRtcEndpoint camera =
                    room.pipeline().newWebRtcEndpoint().recvonly().build();
            made.set(camera);
            return room.with(place.name(), new Member(session, camera));
        });
        WebRtcEndpoint camera = made.get();
        if (camera == null) {
            throw new IllegalStateException("a member without a camera");
        }
        return camera;
    }

    private Room open(WebRtcContentSession session) {
        if (rooms.size() >= MAX_ROOMS) {
            throw new KaskadoException("there are " + MAX_ROOMS + " calls, as many as are allowed", UNAVAILABLE);
        }
        return new Room(session.getMediaPipelineFactory().create(), Map.of());
    }

    /**
     * What sends one member's camera to another.
     *
     * @throws KaskadoException 404 when nobody of that name is there
     */
    WebRtcEndpoint view(CallPlace place, String watched) {
        Room room = rooms.get(place.room());
        Member member = room == null ? null : room.members().get(watched);
        if (room == null || member == null) {
            throw new KaskadoException("'" + watched + "' is not in this call", NOT_FOUND);
        }
        WebRtcEndpoint screen = room.pipeline().newWebRtcEndpoint().sendonly().build();
        member.camera().connect(screen);
        return screen;
    }

    void leave(CallPlace place) {
        Room left = rooms.computeIfPresent(place.room(), (name, room) -> room.without(place.name()));
        if (left != null && left.members().isEmpty() && rooms.remove(place.room(), left)) {
            left.pipeline().release();
        } else {
            announce(place.room());
        }
    }

    /** Tells all members who is there. */
    void announce(String name) {
        Room room = rooms.get(name);
        if (room != null) {
            tell(name, "members", String.join(",", room.members().keySet()));
        }
    }

    void tell(String name, String type, String text) {
        Room room = rooms.get(name);
        List<Member> members =
                room == null ? List.of() : List.copyOf(room.members().values());
        for (Member member : members) {
            try {
                member.session().publishEvent(new ContentEvent(type, text));
            } catch (KaskadoException ended) {
                System.getLogger(CallRooms.class.getName())
                        .log(System.Logger.Level.DEBUG, "a member of {0} has left: {1}", name, ended.getMessage());
            }
        }
    }
}
