package com.example;

import org.kaskado.content.HttpPlayerHandler;
import org.kaskado.content.HttpPlayerService;
import org.kaskado.content.HttpPlayerSession;

/** Plays what the content id says, at the media URL. */
@HttpPlayerService(path = "/redirect/*", useControlProtocol = false, redirect = true)
public class Redirect extends HttpPlayerHandler {
    @Override
    public void onContentRequest(HttpPlayerSession session) {
        if ("refuse".equals(session.getContentId())) {
            session.terminate(407, "members only");
        } else {
            session.start(session.getContentId());
        }
    }
}
