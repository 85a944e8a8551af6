package org.kaskado.web.demo;

import org.kaskado.content.HttpRecorderHandler;
import org.kaskado.content.HttpRecorderService;
import org.kaskado.content.HttpRecorderSession;
import org.kaskado.repository.RepositoryItem;

/** Stores a file as it is: {@code demo/upload/holiday.mp4}. */
@HttpRecorderService(path = "/demo/upload/*")
public class FileUpload extends HttpRecorderHandler {
    @Override
    public void onContentRequest(HttpRecorderSession session) {
        RepositoryItem item = session.getRepository().createRepositoryItem();
        item.putMetadataEntry("name", ItemNames.nameOf(session.getContentId()));
        session.start(item);
    }
}
