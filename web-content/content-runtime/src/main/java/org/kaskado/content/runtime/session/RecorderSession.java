package org.kaskado.content.runtime.session;

import org.kaskado.content.ContentErrorCode;
import org.kaskado.content.HttpRecorderSession;
import org.kaskado.media.HttpPostEndpoint;
import org.kaskado.media.MediaPipeline;
import org.kaskado.media.RecorderEndpoint;
import org.kaskado.repository.RepositoryHttpRecorder;
import org.kaskado.repository.RepositoryItem;

/** Takes media over HTTP. */
final class RecorderSession extends CommonSession implements HttpRecorderSession {
    RecorderSession(LiveSession live) {
        super(live);
    }

    /** HttpPostEndpoint → RecorderEndpoint; it records at once, and is stopped and finished before it is released. */
    @Override
    public void start(String contentPath) {
        live.begin(() -> {
            String uri = required(contentPath, ContentErrorCode.MISSING_CONTENT, "a path or URI");
            MediaPipeline pipeline = pipeline();
            HttpPostEndpoint endpoint = pipeline.newHttpPostEndpoint().build();
            follow(endpoint);
            RecorderEndpoint recorder = pipeline.newRecorderEndpoint(uri)
                    .withMediaProfile(live.host().service().profile())
                    .stopOnEndOfStream()
                    .build();
            watchErrors(recorder);
            endpoint.connect(recorder);
            live.releaseAtEnd(recorder::stopAndWaitAsync);
            recorder.record();
            return new Offer.AtUrl(endpoint.getUrl());
        });
    }

    @Override
    public void start(HttpPostEndpoint endpoint) {
        live.begin(() -> {
            required(endpoint, ContentErrorCode.MISSING_ENDPOINT, "an HttpPostEndpoint");
            releaseOnTerminate(endpoint);
            follow(endpoint);
            watchErrors(endpoint.getMediaPipeline());
            return new Offer.AtUrl(endpoint.getUrl());
        });
    }

    @Override
    public void start(RepositoryItem item) {
        live.begin(() -> {
            required(item, ContentErrorCode.MISSING_CONTENT, "a stored item");
            if (!live.wantsUrl()) {
                return new Offer.Item(item);
            }
            RepositoryHttpRecorder recorder = item.createRepositoryHttpRecorder();
            follow(recorder);
            return new Offer.AtUrl(recorder.getURL());
        });
    }
}
