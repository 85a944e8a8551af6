package org.kaskado.content.runtime.service;

import java.lang.annotation.Annotation;
import org.kaskado.content.ContentHandler;
import org.kaskado.content.HttpPlayerHandler;
import org.kaskado.content.HttpPlayerService;
import org.kaskado.content.HttpRecorderHandler;
import org.kaskado.content.HttpRecorderService;
import org.kaskado.content.RtpContentHandler;
import org.kaskado.content.RtpContentService;
import org.kaskado.content.WebRtcContentHandler;
import org.kaskado.content.WebRtcContentService;

/** The four services: annotation, base class, name in records. */
public enum ServiceKind {
    HTTP_PLAYER("HttpPlayer", HttpPlayerService.class, HttpPlayerHandler.class),
    HTTP_RECORDER("HttpRecorder", HttpRecorderService.class, HttpRecorderHandler.class),
    RTP("Rtp", RtpContentService.class, RtpContentHandler.class),
    WEBRTC("WebRtc", WebRtcContentService.class, WebRtcContentHandler.class);

    private final String recordName;
    private final Class<? extends Annotation> annotation;
    private final Class<?> base;

    ServiceKind(String recordName, Class<? extends Annotation> annotation, Class<? extends ContentHandler<?>> base) {
        this.recordName = recordName;
        this.annotation = annotation;
        this.base = base;
    }

    /** The word in session records. */
    public String recordName() {
        return recordName;
    }

    /** The annotation that publishes it. */
    public Class<? extends Annotation> annotation() {
        return annotation;
    }

    /** The class that handlers extend. */
    public Class<?> base() {
        return base;
    }

    /** Whether clients negotiate by session descriptions. */
    public boolean isNegotiated() {
        return this == RTP || this == WEBRTC;
    }
}
