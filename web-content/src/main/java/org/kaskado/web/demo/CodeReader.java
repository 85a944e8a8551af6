package org.kaskado.web.demo;

import jakarta.inject.Inject;
import org.kaskado.content.ContentEvent;
import org.kaskado.content.HttpPlayerHandler;
import org.kaskado.content.HttpPlayerService;
import org.kaskado.content.HttpPlayerSession;
import org.kaskado.media.HttpGetEndpoint;
import org.kaskado.media.MediaPipeline;
import org.kaskado.media.PlayerEndpoint;
import org.kaskado.media.ZBarFilter;

/** Reads codes out of a playing clip and tells the page: {@code demo/codes/qr.webm}. */
@HttpPlayerService(path = "/demo/codes/*")
public class CodeReader extends HttpPlayerHandler {
    @Inject
    DemoClips clips;

    @Override
    public void onContentRequest(HttpPlayerSession session) {
        MediaPipeline pipeline = session.getMediaPipelineFactory().create();
        session.releaseOnTerminate(pipeline);

        PlayerEndpoint player =
                pipeline.newPlayerEndpoint(clips.uriOf(session.getContentId())).build();
        ZBarFilter reader = pipeline.newZBarFilter().build();
        HttpGetEndpoint browser = pipeline.newHttpGetEndpoint().terminateOnEOS().build();
        player.connect(reader);
        reader.connect(browser);
        reader.addCodeFoundListener(found -> session.publishEvent(new ContentEvent(found.codeType(), found.value())));

        session.setAttribute("player", player);
        session.start(browser);
    }

    @Override
    public void onContentStarted(HttpPlayerSession session) {
        if (session.getAttribute("player") instanceof PlayerEndpoint player) {
            player.play();
        }
    }
}
