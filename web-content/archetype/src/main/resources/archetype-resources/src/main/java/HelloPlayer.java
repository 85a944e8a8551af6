package ${package};

import org.kaskado.content.HttpPlayerHandler;
import org.kaskado.content.HttpPlayerService;
import org.kaskado.content.HttpPlayerSession;

/** Plays the file of the media folder that the URL names: hello/clip.mp4 plays {data}/media/clip.mp4. */
@HttpPlayerService(path = "/hello/*")
public class HelloPlayer extends HttpPlayerHandler {
    @Override
    public void onContentRequest(HttpPlayerSession session) {
        if (session.getContentId() == null) {
            session.terminate(404, "name a file of the media folder, as in hello/clip.mp4");
            return;
        }
        session.start(session.getContentId());
    }
}
