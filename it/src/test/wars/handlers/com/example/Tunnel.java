package com.example;

import org.kaskado.content.HttpPlayerHandler;
import org.kaskado.content.HttpPlayerService;
import org.kaskado.content.HttpPlayerSession;

/** Plays what the content id says, through its own URL. */
@HttpPlayerService(path = "/tunnel/*", useControlProtocol = false)
public class Tunnel extends HttpPlayerHandler {
    @Override
    public void onContentRequest(HttpPlayerSession session) {
        if ("refuse".equals(session.getContentId())) {
            session.terminate(407, "members only");
        } else {
            session.start(session.getContentId());
        }
    }
}
