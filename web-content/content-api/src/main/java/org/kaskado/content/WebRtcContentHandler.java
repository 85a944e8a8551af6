package org.kaskado.content;

/** Base of handlers that exchange media over WebRTC; publish one with {@link WebRtcContentService}. */
public abstract class WebRtcContentHandler extends ContentHandler<WebRtcContentSession> {}
