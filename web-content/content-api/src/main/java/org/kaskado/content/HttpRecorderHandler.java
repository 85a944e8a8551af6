package org.kaskado.content;

/** Base of handlers that take media over HTTP; publish one with {@link HttpRecorderService}. */
public abstract class HttpRecorderHandler extends ContentHandler<HttpRecorderSession> {}
