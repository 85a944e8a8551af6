package org.kaskado.web.demo;

import jakarta.inject.Inject;
import org.kaskado.content.HttpPlayerHandler;
import org.kaskado.content.HttpPlayerService;
import org.kaskado.content.HttpPlayerSession;

/** Plays a clip: {@code demo/play/card.mp4}. */
@HttpPlayerService(path = "/demo/play/*")
public class ClipPlayer extends HttpPlayerHandler {
    @Inject
    DemoClips clips;

    @Override
    public void onContentRequest(HttpPlayerSession session) {
        session.start(clips.uriOf(session.getContentId()));
    }
}
