package org.kaskado.content.runtime.session;

import org.jspecify.annotations.Nullable;
import org.kaskado.content.Constraints;
import org.kaskado.content.ContentErrorCode;
import org.kaskado.content.KaskadoException;
import org.kaskado.content.RtpContentSession;
import org.kaskado.content.SdpContentSession;
import org.kaskado.content.WebRtcContentSession;
import org.kaskado.media.RtpEndpoint;
import org.kaskado.media.WebRtcEndpoint;
import org.kaskado.repository.RepositoryItem;

/** A negotiated session. This version of Kaskado has no RTP transport: every start ends the session with 501. */
abstract class SdpSession extends CommonSession implements SdpContentSession {
    SdpSession(LiveSession live) {
        super(live);
    }

    @Override
    public @Nullable Constraints getVideoConstraints() {
        return live.constraints().video();
    }

    @Override
    public @Nullable Constraints getAudioConstraints() {
        return live.constraints().audio();
    }

    @Override
    public void start(@Nullable RepositoryItem source, @Nullable RepositoryItem sink) {
        notYet();
    }

    @Override
    public void start(@Nullable String sourcePath, @Nullable String sinkPath) {
        notYet();
    }

    void notYet() {
        live.begin(() -> {
            throw new KaskadoException(
                    ContentErrorCode.NOT_IMPLEMENTED,
                    "this version of Kaskado carries media over HTTP only; sessions over RTP and WebRTC come with its"
                            + " WebRTC release");
        });
    }

    static final class Rtp extends SdpSession implements RtpContentSession {
        Rtp(LiveSession live) {
            super(live);
        }

        @Override
        public void start(RtpEndpoint endpoint) {
            notYet();
        }
    }

    static final class WebRtc extends SdpSession implements WebRtcContentSession {
        WebRtc(LiveSession live) {
            super(live);
        }

        @Override
        public void start(WebRtcEndpoint endpoint) {
            notYet();
        }
    }
}
