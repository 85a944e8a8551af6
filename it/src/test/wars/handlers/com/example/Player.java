package com.example;

import jakarta.inject.Inject;
import org.kaskado.content.ContentCommand;
import org.kaskado.content.ContentCommandResult;
import org.kaskado.content.ContentEvent;
import org.kaskado.content.HttpPlayerHandler;
import org.kaskado.content.HttpPlayerService;
import org.kaskado.content.HttpPlayerSession;

/** Does what the content id says; else plays it. */
@HttpPlayerService(path = "/player/*", timeoutSeconds = 3)
public class Player extends HttpPlayerHandler {
    @Inject
    private Counter counter;

    @Override
    public void onContentRequest(HttpPlayerSession session) {
        String id = session.getContentId();
        Story.tell(id, "request " + session.getHttpServletRequest().getMethod());
        switch (id) {
            case "refuse" -> session.terminate(403, "members only");
            case "throw", "recover" -> throw new IllegalStateException("thrown on purpose");
            case "nothing" -> Story.tell(id, "nothing");
            default -> session.start(id.substring(id.lastIndexOf('/') + 1));
        }
    }

    @Override
    public void onContentStarted(HttpPlayerSession session) {
        Story.tell(session.getContentId(), "started");
    }

    @Override
    public ContentCommandResult onContentCommand(HttpPlayerSession session, ContentCommand command) {
        String id = session.getContentId();
        return switch (command.getType()) {
            case "count" -> new ContentCommandResult(String.valueOf(counter.next(id)));
            case "publish" -> {
                session.publishEvent(new ContentEvent("told", command.getData()));
                yield new ContentCommandResult("ok");
            }
            case "end" -> {
                session.terminate(410, "the handler has enough");
                yield new ContentCommandResult("ended");
            }
            default -> throw new IllegalArgumentException("no command " + command.getType());
        };
    }

    @Override
    public void onSessionTerminated(HttpPlayerSession session, int code, String reason) {
        Story.tell(session.getContentId(), "terminated " + code);
    }

    @Override
    public void onSessionError(HttpPlayerSession session, int code, String description) {
        Story.tell(session.getContentId(), "error " + code);
    }

    @Override
    public void onUncaughtException(HttpPlayerSession session, Throwable failure) throws Exception {
        Story.tell(session.getContentId(), "uncaught");
        if ("recover".equals(session.getContentId())) {
            session.start("clip.webm");
        } else {
            super.onUncaughtException(session, failure);
        }
    }
}
