package org.kaskado.content;

/** Base of handlers that exchange media over plain RTP; publish one with {@link RtpContentService}. */
public abstract class RtpContentHandler extends ContentHandler<RtpContentSession> {}
