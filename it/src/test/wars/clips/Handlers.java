import java.util.Map;
import org.kaskado.content.ContentCommand;
import org.kaskado.content.ContentCommandResult;
import org.kaskado.content.ContentEvent;
import org.kaskado.content.HttpPlayerHandler;
import org.kaskado.content.HttpPlayerService;
import org.kaskado.content.HttpPlayerSession;
import org.kaskado.content.HttpRecorderHandler;
import org.kaskado.content.HttpRecorderService;
import org.kaskado.content.HttpRecorderSession;
import org.kaskado.media.FaceOverlayFilter;
import org.kaskado.media.HttpGetEndpoint;
import org.kaskado.media.HttpPostEndpoint;
import org.kaskado.media.MediaElement;
import org.kaskado.media.MediaPipeline;
import org.kaskado.media.MediaProfileSpecType;
import org.kaskado.media.PlayerEndpoint;
import org.kaskado.media.RecorderEndpoint;
import org.kaskado.media.ZBarFilter;

/** What the tests ask of an application. The content id is a URI, or a file in the media folder. */
final class Handlers {
    private Handlers() {}

    /** The URI a session is about: the parameter {@code uri}, else the content id. */
    static String uri(org.kaskado.content.ContentSession session) {
        String given = session.getHttpServletRequest().getParameter("uri");
        return given != null ? given : String.valueOf(session.getContentId());
    }

    /** The media itself through the handler's URL. */
    @HttpPlayerService(path = "/plain/*", useControlProtocol = false, mediaProfile = MediaProfileSpecType.MP4)
    public static class Plain extends HttpPlayerHandler {
        @Override
        public void onContentRequest(HttpPlayerSession session) {
            session.start(uri(session));
        }
    }

    /** 307 to the media URL. */
    @HttpPlayerService(path = "/redirect/*", useControlProtocol = false, redirect = true)
    public static class Redirect extends HttpPlayerHandler {
        @Override
        public void onContentRequest(HttpPlayerSession session) {
            session.start(uri(session));
        }
    }

    /** JSON-RPC; a command is answered with its own data. */
    @HttpPlayerService(path = "/play/*")
    public static class Play extends HttpPlayerHandler {
        @Override
        public void onContentRequest(HttpPlayerSession session) {
            session.start(uri(session));
        }

        @Override
        public ContentCommandResult onContentCommand(HttpPlayerSession session, ContentCommand command) {
            session.publishEvent(new ContentEvent("echo", command.getData()));
            return new ContentCommandResult(command.getData());
        }
    }

    /** A pipeline that plays through one filter: parameter {@code filter} is face, codes, or the text of a filter. */
    @HttpPlayerService(path = "/filter/*")
    public static class Filtered extends HttpPlayerHandler {
        @Override
        public void onContentRequest(HttpPlayerSession session) {
            MediaPipeline pipeline = session.getMediaPipelineFactory().create();
            session.releaseOnTerminate(pipeline);
            PlayerEndpoint player = pipeline.newPlayerEndpoint(uri(session)).build();
            MediaElement filter = filter(session, pipeline, session.getHttpServletRequest().getParameter("filter"));
            HttpGetEndpoint out = pipeline.newHttpGetEndpoint()
                    .withMediaProfile(MediaProfileSpecType.MP4)
                    .terminateOnEOS()
                    .build();
            player.connect(filter);
            filter.connect(out);
            player.addErrorListener(error -> session.publishEvent(new ContentEvent("error", error.description())));
            session.setAttribute("player", player);
            session.start(out);
        }

        private static MediaElement filter(HttpPlayerSession session, MediaPipeline pipeline, String named) {
            if (named.equals("codes")) {
                ZBarFilter codes = pipeline.newZBarFilter().build();
                codes.addCodeFoundListener(found -> session.publishEvent(new ContentEvent(found.codeType(), found.value())));
                return codes;
            }
            if (named.equals("face")) {
                FaceOverlayFilter face = pipeline.newFaceOverlayFilter().build();
                face.setOverlayedImage("green.png", 0f, 0f, 1f, 1f);
                return face;
            }
            return pipeline.newGStreamerFilter(named).build();
        }

        @Override
        public void onContentStarted(HttpPlayerSession session) {
            ((PlayerEndpoint) session.getAttribute("player")).play();
        }
    }

    /** Records an upload into the media folder in the profile of parameter {@code as}. */
    @HttpRecorderService(path = "/record/*", useControlProtocol = false)
    public static class Record extends HttpRecorderHandler {
        @Override
        public void onContentRequest(HttpRecorderSession session) {
            MediaPipeline pipeline = session.getMediaPipelineFactory().create();
            session.releaseOnTerminate(pipeline);
            HttpPostEndpoint in = pipeline.newHttpPostEndpoint().build();
            RecorderEndpoint recorder = pipeline.newRecorderEndpoint(uri(session))
                    .withMediaProfile(MediaProfileSpecType.valueOf(session.getHttpServletRequest().getParameter("as")))
                    .stopOnEndOfStream()
                    .build();
            in.connect(recorder);
            recorder.record();
            session.setAttribute("recorder", recorder);
            session.start(in);
        }

        @Override
        public void onSessionTerminated(HttpRecorderSession session, int code, String reason) {
            ((RecorderEndpoint) session.getAttribute("recorder")).stopAndWait();
        }
    }

    /** A player that records for as long as the session lives: what crash tests kill. */
    @HttpPlayerService(path = "/tape/*")
    public static class Tape extends HttpPlayerHandler {
        @Override
        public void onContentRequest(HttpPlayerSession session) {
            MediaPipeline pipeline = session.getMediaPipelineFactory().create();
            session.releaseOnTerminate(pipeline);
            PlayerEndpoint player = pipeline.newPlayerEndpoint(uri(session)).build();
            RecorderEndpoint recorder = pipeline.newRecorderEndpoint(session.getHttpServletRequest().getParameter("to"))
                    .withMediaProfile(MediaProfileSpecType.MP4)
                    .build();
            HttpGetEndpoint out = pipeline.newHttpGetEndpoint().withMediaProfile(MediaProfileSpecType.MP4).build();
            player.connect(recorder);
            player.connect(out);
            pipeline.addErrorListener(error -> session.publishEvent(new ContentEvent("error", error.description())));
            recorder.record();
            player.play();
            session.start(out);
        }
    }

    /** Answers with what the session knows; starts nothing. */
    @HttpPlayerService(path = "/idle/*")
    public static class Idle extends HttpPlayerHandler {
        @Override
        public void onContentRequest(HttpPlayerSession session) {
            MediaPipeline pipeline = session.getMediaPipelineFactory().create();
            session.releaseOnTerminate(pipeline);
            session.setAttribute("facts", Map.of("id", session.getSessionId()));
            session.start(pipeline.newHttpGetEndpoint().build());
        }
    }
}
