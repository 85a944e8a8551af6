package org.kaskado.web.demo;

import jakarta.inject.Inject;
import org.kaskado.content.ContentCommand;
import org.kaskado.content.ContentCommandResult;
import org.kaskado.content.HttpPlayerHandler;
import org.kaskado.content.HttpPlayerService;
import org.kaskado.content.HttpPlayerSession;
import org.kaskado.media.HttpGetEndpoint;
import org.kaskado.media.MediaElement;
import org.kaskado.media.MediaPipeline;
import org.kaskado.media.MediaProfileSpecType;
import org.kaskado.media.PlayerEndpoint;

/** Plays a clip through a filter: {@code demo/filter/mirror/card.mp4?as=MP4}. */
@HttpPlayerService(path = "/demo/filter/*")
public class FilteredPlayer extends HttpPlayerHandler {
    @Inject
    DemoClips clips;

    @Override
    public void onContentRequest(HttpPlayerSession session) {
        FilterRequest asked = FilterRequest.of(session);
        MediaPipeline pipeline = session.getMediaPipelineFactory().create();
        session.releaseOnTerminate(pipeline);

        PlayerEndpoint player =
                pipeline.newPlayerEndpoint(clips.uriOf(asked.clip())).build();
        MediaElement filter = asked.effect().build(pipeline, clips);
        HttpGetEndpoint browser = pipeline.newHttpGetEndpoint()
                .withMediaProfile(MediaProfileSpecType.valueOf(asked.format()))
                .terminateOnEOS()
                .build();
        player.connect(filter);
        filter.connect(browser);

        session.setAttribute("player", player);
        session.start(browser);
    }

    @Override
    public void onContentStarted(HttpPlayerSession session) {
        if (session.getAttribute("player") instanceof PlayerEndpoint player) {
            player.play();
        }
    }

    /** The command {@code graph} answers with the running pipeline, as DOT text. */
    @Override
    public ContentCommandResult onContentCommand(HttpPlayerSession session, ContentCommand command) throws Exception {
        if (command.getType().equals("graph") && session.getAttribute("player") instanceof PlayerEndpoint player) {
            return new ContentCommandResult(player.getMediaPipeline().getGstreamerDot());
        }
        return super.onContentCommand(session, command);
    }
}
