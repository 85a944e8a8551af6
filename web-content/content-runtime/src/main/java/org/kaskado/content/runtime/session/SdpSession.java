package org.kaskado.content.runtime.session;

import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.kaskado.content.Constraints;
import org.kaskado.content.ContentErrorCode;
import org.kaskado.content.KaskadoException;
import org.kaskado.content.RtpContentSession;
import org.kaskado.content.SdpContentSession;
import org.kaskado.content.WebRtcContentSession;
import org.kaskado.media.MediaPipeline;
import org.kaskado.media.PlayerEndpoint;
import org.kaskado.media.RecorderEndpoint;
import org.kaskado.media.RtpEndpoint;
import org.kaskado.media.SdpEndpoint;
import org.kaskado.media.WebRtcEndpoint;
import org.kaskado.repository.RepositoryItem;

/** A session that is negotiated by offer and answer: the client's offer came with its request, the answer goes back. */
abstract class SdpSession extends CommonSession implements SdpContentSession {
    SdpSession(LiveSession live) {
        super(live);
    }

    /** An endpoint of this session's kind. */
    abstract SdpEndpoint endpoint(MediaPipeline pipeline);

    @Override
    public @Nullable Constraints getVideoConstraints() {
        return live.offered().video();
    }

    @Override
    public @Nullable Constraints getAudioConstraints() {
        return live.offered().audio();
    }

    @Override
    public void start(@Nullable String sourcePath, @Nullable String sinkPath) {
        live.begin(() -> negotiated(sourcePath, sinkPath, () -> {}, () -> {}));
    }

    @Override
    public void start(@Nullable RepositoryItem source, @Nullable RepositoryItem sink) {
        live.begin(() -> negotiated(
                source == null ? null : source.getUri(),
                sink == null ? null : sink.getUri(),
                () -> {
                    if (sink != null) {
                        sink.beginRecording();
                    }
                },
                () -> {
                    if (sink != null) {
                        sink.finishRecording();
                    }
                }));
    }

    /** PlayerEndpoint → endpoint → RecorderEndpoint; without a player the client gets its own media back. */
    private Offer negotiated(
            @Nullable String source, @Nullable String sink, Runnable beforeRecording, Runnable afterRecording) {
        if (source == null && sink == null) {
            throw new KaskadoException(
                    ContentErrorCode.MISSING_CONTENT, "start() needs a source to play, a sink to record to, or both");
        }
        MediaPipeline pipeline = pipeline();
        SdpEndpoint endpoint = endpoint(pipeline);
        follow(endpoint);
        if (source == null) {
            endpoint.connect(endpoint);
        } else {
            PlayerEndpoint player = pipeline.newPlayerEndpoint(source).build();
            watchErrors(player);
            player.addEndOfStreamListener(event -> live.mediaEnded("the source has come to its end"));
            player.connect(endpoint);
            live.calls().afterContentStarted(player::play);
        }
        if (sink != null) {
            beforeRecording.run();
            record(pipeline, endpoint, sink, afterRecording);
        }
        return answer(endpoint);
    }

    private void record(MediaPipeline pipeline, SdpEndpoint endpoint, String sink, Runnable afterRecording) {
        RecorderEndpoint recorder = pipeline.newRecorderEndpoint(sink)
                .withMediaProfile(live.host().service().profile())
                .build();
        watchErrors(recorder);
        endpoint.connect(recorder);
        live.releaseAtEnd(() -> finished(recorder, afterRecording));
        recorder.record();
    }

    private static CompletionStage<?> finished(RecorderEndpoint recorder, Runnable afterRecording) {
        return recorder.stopAndWaitAsync().whenComplete((done, failure) -> afterRecording.run());
    }

    /** Negotiates an endpoint of the application's own. */
    void negotiate(@Nullable SdpEndpoint endpoint, String kind) {
        live.begin(() -> {
            SdpEndpoint own = required(endpoint, ContentErrorCode.MISSING_ENDPOINT, "a " + kind);
            releaseOnTerminate(own);
            follow(own);
            watchErrors(own.getMediaPipeline());
            return answer(own);
        });
    }

    private Offer answer(SdpEndpoint endpoint) {
        String offer = required(live.offered().sdp(), ContentErrorCode.MISSING_SDP, "the client's session description");
        return new Offer.Description(endpoint.processOffer(offer));
    }

    static final class Rtp extends SdpSession implements RtpContentSession {
        Rtp(LiveSession live) {
            super(live);
        }

        @Override
        SdpEndpoint endpoint(MediaPipeline pipeline) {
            return pipeline.newRtpEndpoint().build();
        }

        @Override
        public void start(RtpEndpoint endpoint) {
            negotiate(endpoint, "RtpEndpoint");
        }
    }

    static final class WebRtc extends SdpSession implements WebRtcContentSession {
        WebRtc(LiveSession live) {
            super(live);
        }

        @Override
        SdpEndpoint endpoint(MediaPipeline pipeline) {
            return pipeline.newWebRtcEndpoint().build();
        }

        @Override
        public void start(WebRtcEndpoint endpoint) {
            negotiate(endpoint, "WebRtcEndpoint");
        }
    }
}
