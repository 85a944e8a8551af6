package org.kaskado.content;

/**
 * What an application does when clients ask for content. One instance serves all sessions.
 *
 * <p>Callbacks run on the container's managed executor with the request and the {@link ContentSessionScoped} contexts
 * active. Callbacks of one session come in order and one at a time; those of different sessions run side by side. An
 * exception of any callback goes to {@link #onUncaughtException}.
 *
 * @param <T> the kind of session
 */
public abstract class ContentHandler<T extends ContentSession> {
    private final System.Logger logger = System.getLogger(getClass().getName());

    /**
     * A client asks for content. Call one of the session's {@code start} methods, or {@code terminate} to refuse, before
     * the service's time limit ends; both may also happen later, on another thread.
     */
    public abstract void onContentRequest(T session) throws Exception;

    /** Media begins to flow. Pipelines of the application's own are started here, by {@code play()} or {@code record()}. */
    public void onContentStarted(T session) throws Exception {
        logger.log(System.Logger.Level.DEBUG, "session {0}: content started", session.getSessionId());
    }

    /**
     * The client sends a command.
     *
     * @return what the client gets
     */
    public ContentCommandResult onContentCommand(T session, ContentCommand command) throws Exception {
        throw new KaskadoException(
                ContentErrorCode.COMMAND_NOT_SUPPORTED,
                getClass().getName() + " has no onContentCommand, so it cannot take the command '" + command.getType()
                        + "'");
    }

    /**
     * The session has ended without an error: by the client, by the handler, or because the media ended. Its attributes
     * can still be read. Comes at most once, and never together with {@link #onSessionError}.
     */
    public void onSessionTerminated(T session, int code, String reason) throws Exception {
        logger.log(System.Logger.Level.DEBUG, "session {0}: terminated, {1} {2}", session.getSessionId(), code, reason);
    }

    /** The session has ended by an error. Comes at most once, and never together with {@link #onSessionTerminated}. */
    public void onSessionError(T session, int code, String description) throws Exception {
        logger.log(
                System.Logger.Level.WARNING, "session {0}: error, {1} {2}", session.getSessionId(), code, description);
    }

    /**
     * A callback has thrown. This body ends the session with the exception's code, or 9999; an own body may recover
     * instead, for example by starting other content. What it throws itself ends the session.
     */
    public void onUncaughtException(T session, Throwable failure) throws Exception {
        logger.log(
                System.Logger.Level.WARNING,
                () -> "session " + session.getSessionId() + ": the handler "
                        + getClass().getName() + " threw",
                failure);
        session.terminate(KaskadoException.codeOf(failure), KaskadoException.messageOf(failure));
    }

    /** The logger named as the handler's class. */
    protected System.Logger getLogger() {
        return logger;
    }
}
