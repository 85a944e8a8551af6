package com.example;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.kaskado.content.HttpPlayerHandler;
import org.kaskado.content.HttpPlayerService;
import org.kaskado.content.HttpPlayerSession;
import org.kaskado.repository.RepositoryItem;

/** Gives the URL of a stored item. */
@HttpPlayerService(path = "/stored-url/*")
public class StoredUrl extends HttpPlayerHandler {
    @Override
    public void onContentRequest(HttpPlayerSession session) throws Exception {
        RepositoryItem item = session.getRepository().createRepositoryItem();
        try (OutputStream out = item.createOutputStreamToWrite()) {
            out.write("0123456789".getBytes(StandardCharsets.US_ASCII));
        }
        session.start(item);
    }
}
