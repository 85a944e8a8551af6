package com.example;

import jakarta.annotation.security.RolesAllowed;
import org.kaskado.content.HttpPlayerHandler;
import org.kaskado.content.HttpPlayerService;
import org.kaskado.content.HttpPlayerSession;

/** For viewers only. */
@RolesAllowed("viewer")
@HttpPlayerService(path = "/guarded/*")
public class Guarded extends HttpPlayerHandler {
    @Override
    public void onContentRequest(HttpPlayerSession session) {
        session.start("clip.webm");
    }
}
