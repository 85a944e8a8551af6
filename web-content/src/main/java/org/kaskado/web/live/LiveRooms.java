package org.kaskado.web.live;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.lang.System.Logger.Level;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.kaskado.content.runtime.door.Door;
import org.kaskado.content.runtime.door.RecoveringPipelines;
import org.kaskado.media.DtlsConnectionState;
import org.kaskado.media.IceComponentState;
import org.kaskado.media.MediaPipelineFactory;
import org.kaskado.media.MediaServerException;
import org.kaskado.media.WebRtcEndpoint;

/** The rooms by name. A room comes with its first client and goes with its last one. Safe for any thread. */
@ApplicationScoped
public class LiveRooms {
    /** Rooms at one time; each holds a pipeline. */
    private static final int MAX_ROOMS = 10_000;

    private static final int ID_BYTES = 18;
    private static final System.Logger LOG = System.getLogger(LiveRooms.class.getName());

    private final Map<String, LiveRoom> rooms = new ConcurrentHashMap<>();
    private final SecureRandom random = new SecureRandom();
    private final RecoveringPipelines pipelines = new RecoveringPipelines(
            () -> Door.lookUp(MediaPipelineFactory.JNDI_NAME, MediaPipelineFactory.class), "live rooms");

    /** A session and what its client is answered. */
    record Joined(LiveSession session, String answer) {}

    /**
     * Makes a session.
     *
     * @param waits whether a viewer may come before the publisher
     * @throws LiveProblem with the status that says why not
     */
    Joined join(LivePath path, String offer, boolean waits) throws LiveProblem {
        LiveRoom room = room(path, waits);
        LiveSession session = null;
        try {
            WebRtcEndpoint endpoint = path.role() == LiveRole.PUBLISHER
                    ? room.pipeline().newWebRtcEndpoint().recvonly().build()
                    : room.pipeline().newWebRtcEndpoint().sendonly().build();
            session = new LiveSession(newId(), path.role(), endpoint);
            watch(room, session);
            String answer = endpoint.processOffer(offer);
            requireAccepted(endpoint);
            enter(room, session);
            room.arrived();
            return new Joined(session, answer);
        } catch (MediaServerException refusal) {
            abandon(room, session);
            throw LiveProblem.of(refusal);
        } catch (LiveProblem | RuntimeException problem) {
            abandon(room, session);
            throw problem;
        }
    }

    /**
     * The session of a path.
     *
     * @throws LiveProblem 404 when there is none
     */
    LiveSession session(LivePath path) throws LiveProblem {
        LiveRoom room = rooms.get(path.room());
        LiveSession session =
                room == null || path.sessionId() == null ? null : room.find(path.role(), path.sessionId());
        if (session == null) {
            throw new LiveProblem(
                    LiveProblem.NOT_FOUND,
                    "There is no such " + path.role().pathPart() + " session in room '" + path.room()
                            + "'; it has ended or never was.");
        }
        return session;
    }

    /** Ends a session; what is gone already is silence. */
    void leave(String roomName, LiveSession session) {
        LiveRoom room = rooms.get(roomName);
        if (room != null) {
            leave(room, session);
        }
    }

    @PreDestroy
    void close() {
        rooms.values().forEach(LiveRooms::release);
        rooms.clear();
        pipelines.close();
    }

    private LiveRoom room(LivePath path, boolean waits) throws LiveProblem {
        LiveRoom known = rooms.get(path.room());
        if (path.role() == LiveRole.VIEWER && !waits && (known == null || !known.hasPublisher())) {
            throw new LiveProblem(
                    LiveProblem.CONFLICT,
                    "Nobody publishes in room '" + path.room()
                            + "' yet; try again later, or set kaskado.live.early-viewers=wait.");
        }
        if (path.role() == LiveRole.PUBLISHER && known != null && known.hasPublisher()) {
            throw occupied(path.room());
        }
        if (known == null && rooms.size() >= MAX_ROOMS) {
            throw new LiveProblem(503, "There are " + MAX_ROOMS + " rooms, as many as are allowed.");
        }
        try {
            return Objects.requireNonNull(rooms.compute(
                    path.room(),
                    (name, room) -> (room == null ? new LiveRoom(name, pipelines.create()) : room).expecting()));
        } catch (MediaServerException refusal) {
            throw LiveProblem.of(refusal);
        }
    }

    private void enter(LiveRoom room, LiveSession session) throws LiveProblem {
        if (session.role() == LiveRole.VIEWER) {
            room.watch(session);
        } else if (!room.publish(session)) {
            throw occupied(room.name());
        }
    }

    /** An answer that rejects all is none. */
    private static void requireAccepted(WebRtcEndpoint endpoint) throws LiveProblem {
        if (endpoint.getIceSessionId().isEmpty()) {
            throw new LiveProblem(
                    LiveProblem.UNPROCESSABLE,
                    "Nothing of the offer can be accepted: no section has a codec that Kaskado knows; those are VP8, VP9, "
                            + "H264, AV1, opus, PCMU, PCMA and G722.");
        }
    }

    private static LiveProblem occupied(String room) {
        return new LiveProblem(
                LiveProblem.CONFLICT, "Room '" + room + "' has a publisher already; end that session first.");
    }

    /** Ends the session when its peer is gone. */
    private void watch(LiveRoom room, LiveSession session) {
        session.endpoint().addIceComponentStateChangedListener(event -> {
            if (event.state() == IceComponentState.FAILED) {
                leave(room, session);
            }
        });
        session.endpoint().addDtlsConnectionStateChangeListener(event -> {
            if (event.state() == DtlsConnectionState.CLOSED || event.state() == DtlsConnectionState.FAILED) {
                leave(room, session);
            }
        });
    }

    private void leave(LiveRoom room, LiveSession session) {
        try {
            room.leave(session);
        } catch (MediaServerException gone) {
            LOG.log(Level.DEBUG, "releasing a session of room {0}: {1}", room.name(), gone.getMessage());
        }
        closeIfEmpty(room);
    }

    private void abandon(LiveRoom room, @Nullable LiveSession session) {
        if (session != null) {
            try {
                session.endpoint().release();
            } catch (MediaServerException gone) {
                LOG.log(Level.DEBUG, "releasing a refused session of room {0}: {1}", room.name(), gone.getMessage());
            }
        }
        room.arrived();
        closeIfEmpty(room);
    }

    private void closeIfEmpty(LiveRoom room) {
        rooms.computeIfPresent(room.name(), (name, current) -> {
            if (current != room || !room.isEmpty()) {
                return current;
            }
            release(room);
            return null;
        });
    }

    private static void release(LiveRoom room) {
        try {
            room.pipeline().release();
        } catch (MediaServerException gone) {
            LOG.log(Level.DEBUG, "releasing room {0}: {1}", room.name(), gone.getMessage());
        }
    }

    private String newId() {
        byte[] bytes = new byte[ID_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
