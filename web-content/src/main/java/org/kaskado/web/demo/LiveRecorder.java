package org.kaskado.web.demo;

import org.kaskado.content.HttpRecorderHandler;
import org.kaskado.content.HttpRecorderService;
import org.kaskado.content.HttpRecorderSession;
import org.kaskado.media.HttpPostEndpoint;
import org.kaskado.media.MediaPipeline;
import org.kaskado.media.RecorderEndpoint;
import org.kaskado.repository.RepositoryItem;

/** Records what a client sends, as WebM: {@code demo/record/holiday.mp4}. */
@HttpRecorderService(path = "/demo/record/*")
public class LiveRecorder extends HttpRecorderHandler {
    @Override
    public void onContentRequest(HttpRecorderSession session) {
        RepositoryItem item = session.getRepository().createRepositoryItem();
        item.putMetadataEntry("name", "Recording of " + ItemNames.nameOf(session.getContentId()));
        item.setMimeType("video/webm");
        item.beginRecording();
        session.setAttribute("item", item);

        MediaPipeline pipeline = session.getMediaPipelineFactory().create();
        session.releaseOnTerminate(pipeline);
        HttpPostEndpoint client = pipeline.newHttpPostEndpoint().build();
        RecorderEndpoint recorder =
                pipeline.newRecorderEndpoint(item.getUri()).stopOnEndOfStream().build();
        client.connect(recorder);
        session.setAttribute("recorder", recorder);
        session.start(client);
    }

    @Override
    public void onContentStarted(HttpRecorderSession session) {
        if (session.getAttribute("recorder") instanceof RecorderEndpoint recorder) {
            recorder.record();
        }
    }

    @Override
    public void onSessionTerminated(HttpRecorderSession session, int code, String reason) {
        finish(session);
    }

    @Override
    public void onSessionError(HttpRecorderSession session, int code, String description) {
        finish(session);
    }

    private static void finish(HttpRecorderSession session) {
        if (session.getAttribute("recorder") instanceof RecorderEndpoint recorder) {
            recorder.stopAndWait();
        }
        if (session.getAttribute("item") instanceof RepositoryItem item) {
            item.finishRecording();
        }
    }
}
