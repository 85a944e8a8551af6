package org.kaskado.content;

/** Base of handlers that send media over HTTP; publish one with {@link HttpPlayerService}. */
public abstract class HttpPlayerHandler extends ContentHandler<HttpPlayerSession> {}
