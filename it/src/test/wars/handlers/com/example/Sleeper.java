package com.example;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.kaskado.content.HttpPlayerHandler;
import org.kaskado.content.HttpPlayerService;
import org.kaskado.content.HttpPlayerSession;

/** A handler that waits for something slow: each request blocks until one comes for {@code wake}. */
@HttpPlayerService(path = "/sleeper/*", timeoutSeconds = 60)
public class Sleeper extends HttpPlayerHandler {
    private static final CountDownLatch WAKE = new CountDownLatch(1);

    @Override
    public void onContentRequest(HttpPlayerSession session) throws InterruptedException {
        if (session.getContentId().equals("wake")) {
            WAKE.countDown();
        } else {
            WAKE.await(50, TimeUnit.SECONDS);
        }
        session.terminate(410, "awake");
    }
}
