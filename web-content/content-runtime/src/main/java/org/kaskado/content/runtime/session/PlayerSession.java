package org.kaskado.content.runtime.session;

import org.kaskado.content.ContentErrorCode;
import org.kaskado.content.HttpPlayerSession;
import org.kaskado.media.HttpGetEndpoint;
import org.kaskado.media.MediaPipeline;
import org.kaskado.media.PlayerEndpoint;
import org.kaskado.repository.RepositoryHttpPlayer;
import org.kaskado.repository.RepositoryItem;

/** Sends media over HTTP. */
final class PlayerSession extends CommonSession implements HttpPlayerSession {
    PlayerSession(LiveSession live) {
        super(live);
    }

    /** PlayerEndpoint → HttpGetEndpoint; it plays when the client has come and {@code onContentStarted} is through. */
    @Override
    public void start(String contentPath) {
        live.begin(() -> {
            String uri = required(contentPath, ContentErrorCode.MISSING_CONTENT, "a path or URI");
            MediaPipeline pipeline = pipeline();
            PlayerEndpoint player = pipeline.newPlayerEndpoint(uri).build();
            watchErrors(player);
            HttpGetEndpoint endpoint = pipeline.newHttpGetEndpoint()
                    .terminateOnEOS()
                    .withMediaProfile(live.host().service().profile())
                    .build();
            follow(endpoint);
            player.connect(endpoint);
            live.calls().afterContentStarted(player::play);
            return new Offer.AtUrl(endpoint.getUrl());
        });
    }

    @Override
    public void start(HttpGetEndpoint endpoint) {
        live.begin(() -> {
            required(endpoint, ContentErrorCode.MISSING_ENDPOINT, "an HttpGetEndpoint");
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
            RepositoryHttpPlayer player = item.createRepositoryHttpPlayer();
            follow(player);
            return new Offer.AtUrl(player.getURL());
        });
    }
}
