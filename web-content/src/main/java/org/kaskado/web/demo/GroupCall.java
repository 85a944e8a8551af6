package org.kaskado.web.demo;

import jakarta.inject.Inject;
import org.kaskado.content.ContentCommand;
import org.kaskado.content.ContentCommandResult;
import org.kaskado.content.WebRtcContentHandler;
import org.kaskado.content.WebRtcContentService;
import org.kaskado.content.WebRtcContentSession;
import org.kaskado.media.WebRtcEndpoint;

/**
 * A call of many. {@code demo/call/office/ana} joins room "office" and sends Ana's camera; {@code demo/call/office/ana/ben}
 * shows her Ben's. Packets are forwarded as they come, so each browser encodes once and the server not at all. The event
 * {@code members} lists who is there, {@code chat} is what somebody said with the command {@code say}.
 */
@WebRtcContentService(path = "/demo/call/*")
public class GroupCall extends WebRtcContentHandler {
    @Inject
    CallRooms rooms;

    @Override
    public void onContentRequest(WebRtcContentSession session) {
        CallPlace place = CallPlace.of(session.getContentId());
        if (place.watched() == null) {
            WebRtcEndpoint camera = rooms.enter(place, session);
            session.setAttribute("place", place);
            session.start(camera);
        } else {
            session.start(rooms.view(place, place.watched()));
        }
    }

    @Override
    public void onContentStarted(WebRtcContentSession session) {
        if (session.getAttribute("place") instanceof CallPlace place) {
            rooms.announce(place.room());
        }
    }

    @Override
    public ContentCommandResult onContentCommand(WebRtcContentSession session, ContentCommand command)
            throws Exception {
        if (command.getType().equals("say") && session.getAttribute("place") instanceof CallPlace place) {
            rooms.tell(place.room(), "chat", place.name() + ": " + command.getData());
            return new ContentCommandResult("");
        }
        return super.onContentCommand(session, command);
    }

    @Override
    public void onSessionTerminated(WebRtcContentSession session, int code, String reason) {
        leave(session);
    }

    @Override
    public void onSessionError(WebRtcContentSession session, int code, String description) {
        leave(session);
    }

    private void leave(WebRtcContentSession session) {
        if (session.getAttribute("place") instanceof CallPlace place) {
            rooms.leave(place);
        }
    }
}
