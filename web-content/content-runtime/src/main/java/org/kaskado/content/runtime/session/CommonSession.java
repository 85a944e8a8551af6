package org.kaskado.content.runtime.session;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.kaskado.content.ContentErrorCode;
import org.kaskado.content.ContentEvent;
import org.kaskado.content.ContentSession;
import org.kaskado.content.KaskadoException;
import org.kaskado.media.MediaObject;
import org.kaskado.media.MediaPipeline;
import org.kaskado.media.MediaPipelineFactory;
import org.kaskado.media.SessionEndpoint;
import org.kaskado.repository.Repository;
import org.kaskado.repository.RepositoryHttpEndpoint;
import org.kaskado.signalling.SessionEnd;

/** What all kinds of sessions share. */
abstract class CommonSession implements ContentSession {
    final LiveSession live;

    CommonSession(LiveSession live) {
        this.live = live;
    }

    /** The session that handlers of this kind see. */
    static ContentSession of(LiveSession live) {
        return switch (live.host().service().kind()) {
            case HTTP_PLAYER -> new PlayerSession(live);
            case HTTP_RECORDER -> new RecorderSession(live);
            case RTP -> new SdpSession.Rtp(live);
            case WEBRTC -> new SdpSession.WebRtc(live);
        };
    }

    @Override
    public String getSessionId() {
        return live.id();
    }

    @Override
    public @Nullable String getContentId() {
        return live.contentId();
    }

    @Override
    public @Nullable Object getAttribute(String name) {
        return live.attributes().get(name);
    }

    @Override
    public @Nullable Object setAttribute(String name, @Nullable Object value) {
        return value == null ? removeAttribute(name) : live.attributes().put(name, value);
    }

    @Override
    public @Nullable Object removeAttribute(String name) {
        return live.attributes().remove(name);
    }

    @Override
    public HttpServletRequest getHttpServletRequest() {
        return live.request().facade();
    }

    @Override
    public MediaPipelineFactory getMediaPipelineFactory() {
        return live.host().app().pipelines().get();
    }

    @Override
    public Repository getRepository() {
        return live.host().app().repository().get();
    }

    @Override
    public void terminate(int code, String message) {
        live.end(new SessionEnd(SessionEnd.Cause.HANDLER, code, message == null ? "" : message));
    }

    @Override
    public void publishEvent(ContentEvent event) {
        live.publish(event);
    }

    @Override
    public void releaseOnTerminate(MediaObject object) {
        live.releaseAtEnd(object::releaseAsync);
    }

    /** A pipeline of the session's own, whose errors end it. */
    MediaPipeline pipeline() {
        MediaPipeline pipeline = getMediaPipelineFactory().create();
        releaseOnTerminate(pipeline);
        watchErrors(pipeline);
        pipeline.addReleasedListener(event -> failedMedia("the media server has released the pipeline of the session"));
        return pipeline;
    }

    void watchErrors(MediaObject object) {
        object.addErrorListener(event -> failedMedia(event.description() + " (" + event.errorCode() + ")"));
    }

    /** The session lives as the media session of this endpoint does. */
    void follow(SessionEndpoint endpoint) {
        watchErrors(endpoint);
        endpoint.addMediaSessionStartedListener(event -> live.mediaStarted());
        endpoint.addMediaSessionTerminatedListener(event -> live.mediaEnded("the media session has ended"));
    }

    /** The session lives as the HTTP session on this stored item does. */
    void follow(RepositoryHttpEndpoint endpoint) {
        live.releaseAtEnd(() -> {
            endpoint.stop();
            return java.util.concurrent.CompletableFuture.completedStage(null);
        });
        endpoint.addSessionStartedListener(event -> live.mediaStarted());
        endpoint.addSessionTerminatedListener(event -> live.mediaEnded("the transfer of the stored item has ended"));
    }

    private void failedMedia(String description) {
        live.failed(ContentErrorCode.MEDIA_SERVER.code(), description);
    }

    static <T> T required(@Nullable T value, ContentErrorCode code, String what) {
        if (value == null || (value instanceof String text && text.isBlank())) {
            throw new KaskadoException(code, "start() needs " + what);
        }
        return value;
    }
}
