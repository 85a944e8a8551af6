package org.kaskado.web.demo;

import org.kaskado.content.ContentEvent;
import org.kaskado.content.WebRtcContentHandler;
import org.kaskado.content.WebRtcContentService;
import org.kaskado.content.WebRtcContentSession;
import org.kaskado.repository.RepositoryItem;

/** Records a camera and shows it while it does: {@code demo/self/take-1}. The event {@code item} tells where it is stored. */
@WebRtcContentService(path = "/demo/self/*")
public class SelfRecorder extends WebRtcContentHandler {
    @Override
    public void onContentRequest(WebRtcContentSession session) {
        RepositoryItem item = session.getRepository().createRepositoryItem();
        item.putMetadataEntry("name", ItemNames.nameOf(session.getContentId()));
        item.setMimeType("video/webm");
        session.setAttribute("item", item.getId());
        session.start(null, item);
    }

    @Override
    public void onContentStarted(WebRtcContentSession session) {
        session.publishEvent(new ContentEvent("item", String.valueOf(session.getAttribute("item"))));
    }
}
