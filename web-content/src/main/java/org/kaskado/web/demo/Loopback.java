package org.kaskado.web.demo;

import jakarta.inject.Inject;
import org.kaskado.content.ContentCommand;
import org.kaskado.content.ContentCommandResult;
import org.kaskado.content.WebRtcContentHandler;
import org.kaskado.content.WebRtcContentService;
import org.kaskado.content.WebRtcContentSession;
import org.kaskado.media.MediaElement;
import org.kaskado.media.MediaPipeline;
import org.kaskado.media.WebRtcEndpoint;

/** Sends a camera back, through a filter: {@code demo/loopback/hat}. With {@code none} its packets come back as they are. */
@WebRtcContentService(path = "/demo/loopback/*")
public class Loopback extends WebRtcContentHandler {
    @Inject
    DemoClips clips;

    @Override
    public void onContentRequest(WebRtcContentSession session) {
        Effect effect = Effect.named(String.valueOf(session.getContentId()));
        MediaPipeline pipeline = session.getMediaPipelineFactory().create();
        session.releaseOnTerminate(pipeline);

        WebRtcEndpoint browser = pipeline.newWebRtcEndpoint().build();
        if (effect == Effect.NONE) {
            browser.connect(browser);
        } else {
            MediaElement filter = effect.build(pipeline, clips);
            browser.connect(filter);
            filter.connect(browser);
        }
        session.setAttribute("pipeline", pipeline);
        session.start(browser);
    }

    /** The command {@code graph} answers with the running pipeline, as DOT text. */
    @Override
    public ContentCommandResult onContentCommand(WebRtcContentSession session, ContentCommand command)
            throws Exception {
        if (command.getType().equals("graph") && session.getAttribute("pipeline") instanceof MediaPipeline pipeline) {
            return new ContentCommandResult(pipeline.getGstreamerDot());
        }
        return super.onContentCommand(session, command);
    }
}
